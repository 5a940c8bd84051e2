import { call } from '#kernel/web/call.ts';
import { arrivalContract, partContract, straightContract } from '../straight/contract.ts';
import { NotTaken, type PartWays } from './bring-parts.ts';

/** How an upload of this person gets to the store from this page. */
export function straightWays(uploadId: string): PartWays {
  const params = { uploadId };
  return {
    look: () => call(straightContract, { params }),
    addressOf: async (number) => (await call(partContract, { params: { uploadId, number } })).address,
    put,
    finish: () => call(arrivalContract, { params }),
  };
}

/** One PUT without cookies; only XMLHttpRequest tells how much has gone out. */
const put: PartWays['put'] = (address, bytes, onProgress, signal) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => (request.status === 200 ? done() : fail(new NotTaken(`the store answered ${request.status}`)));
    request.onerror = () => fail(new NotTaken('no line to the store'));
    request.onabort = () => fail(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(bytes);
  });
