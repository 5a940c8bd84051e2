import type { Happened } from '#kernel/events/event.ts';
import type { LiveTopic, Module } from '#kernel/module/manifest.ts';

/** Every topic that can be followed, with the module that declares it. */
export function topicsOf(modules: readonly Module[]): { module: Module; topic: LiveTopic }[] {
  return modules.flatMap((module) => (module.live ?? []).map((topic) => ({ module, topic })));
}

/** The topics an event wakes: `module/name/id`. */
export function wokenTopics(modules: readonly Module[], happened: Happened): string[] {
  return topicsOf(modules).flatMap(
    ({ module, topic }) =>
      topic.wokenBy
        .filter(({ event }) => event.name === happened.name)
        .flatMap(({ ids }) => ids(happened.data as never).map((id) => `${module.id}/${topic.name}/${id}`)), // the name says which data it is
  );
}
