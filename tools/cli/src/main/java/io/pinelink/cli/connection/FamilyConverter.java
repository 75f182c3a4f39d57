package io.pinelink.cli.connection;

import io.pinelink.routing.IndexFamily;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter of the name of an index family. */
public final class FamilyConverter implements ITypeConverter<IndexFamily> {
  @Override
  public IndexFamily convert(String value) {
    IndexFamily family =
        value.isBlank() ? null : new IndexFamily(value.strip().toLowerCase(Locale.ROOT));
    if (family == null || !family.isKnown()) {
      throw new TypeConversionException(
          "expected vectors, records, documents, but was '" + value + "'");
    }
    return family;
  }
}
