// Documentation is demanded of every export and of every property of an interface. The members of an inline type
// (`{ readonly nav: number; readonly marksAt: UnixMs }` on one property, a constant of defaults) are described by
// what carries them, so typedoc is told that they need no comment of their own.
import { Converter, ReflectionKind } from 'typedoc';

const isInside = (reflection, kind) => {
  for (let parent = reflection.parent; parent !== undefined; parent = parent.parent) {
    if (parent.kindOf(kind)) return true;
  }
  return false;
};

export const load = (app) => {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const inline = project
      .getReflectionsByKind(ReflectionKind.Property)
      .filter((property) => property.parent?.kindOf(ReflectionKind.TypeLiteral))
      .filter((property) => !property.hasComment() && !isInside(property, ReflectionKind.Parameter))
      .filter(
        // Re-exports are judged where they come from; typedoc complains of names it need not excuse.
        (property) =>
          project.getSymbolIdFromReflection(property)?.packageName === project.packageName,
      )
      .map((property) => property.getFriendlyFullName());
    app.options.setValue('intentionallyNotDocumented', [...new Set(inline)]);
  });
};
