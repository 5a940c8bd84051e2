import { useTexts } from '#kernel/web/texts.ts';
import { pictureAddress, type ViewedFile } from '#modules/files/web/public.tsx';
import { isDrawn, piecesOf, type TypedPicture } from '../../typed-pictures/contract.ts';
import { TypedText } from '../formula/TypedText.tsx';
import picture from '../picture/picture.module.css';

type File = Pick<ViewedFile, 'name' | 'type' | 'sizeBytes'> & { id: string };

interface Props {
  text: string;
  /** What came with the text: only these stand in it as pictures. */
  files: readonly File[];
  addressOf: (fileId: string) => string;
  className?: string | undefined;
}

/** What a pupil has typed: words as they stand, formulas drawn, pictures where they belong. Nothing for an empty text. */
export function HandedText({ text, files, addressOf, className }: Props) {
  if (text === '') return null;
  const pieces = piecesOf(text);
  return (
    <div className={className}>
      {pieces.map((piece, place) =>
        typeof piece === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place, and are drawn anew with the text
          <TypedText key={place} text={besidePicture(piece, place > 0, place < pieces.length - 1)} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Shown key={place} typed={piece} file={files.find(({ id }) => id === piece.fileId)} addressOf={addressOf} />
        ),
      )}
    </div>
  );
}

/** A picture has lines of its own: the breaks around it would be empty ones. */
function besidePicture(words: string, after: boolean, before: boolean): string {
  const begun = after ? words.replace(/^\r?\n/, '') : words;
  return before ? begun.replace(/\r?\n$/, '') : begun;
}

function Shown({ typed, file, addressOf }: { typed: TypedPicture; file: File | undefined } & Pick<Props, 'addressOf'>) {
  const t = useTexts('assignments');
  if (file === undefined || !isDrawn(file)) return <span className="quiet">[{typed.alt === '' ? t('picture.missing') : typed.alt}]</span>;
  return (
    <img
      className={picture.picture}
      data-typed
      src={pictureAddress({ ...file, address: addressOf(file.id) })}
      alt={typed.alt}
      loading="lazy"
      {...typed.size}
    />
  );
}
