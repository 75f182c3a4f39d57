package io.pinelink.cli.indexes;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.model.Metric;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A field of a document index as written on the command line: {@code title:text:en}, {@code
 * embedding:dense:384:cosine}, {@code words:sparse}.
 *
 * @param details what follows the kind
 */
record SchemaFieldText(String name, String kind, List<String> details) {
  private static final String FORM =
      "expected NAME:text[:LANGUAGE], NAME:dense:DIMENSION[:METRIC] or NAME:sparse";

  /** Adds the field to a schema. */
  void addTo(IndexSchema.Builder schema) {
    switch (kind) {
      case "text" -> schema.text(name, analysis());
      case "dense" ->
          schema.denseVector(
              name,
              Integer.parseInt(details.get(0)),
              details.size() > 1 ? new Metric(details.get(1)) : Metric.COSINE);
      default -> schema.sparseVector(name);
    }
  }

  private FullTextSearch analysis() {
    return details.isEmpty()
        ? FullTextSearch.defaults()
        : FullTextSearch.defaults().withLanguage(details.get(0));
  }

  private boolean isValid() {
    return !name.isEmpty()
        && switch (kind) {
          case "text" -> details.size() <= 1;
          case "dense" ->
              !details.isEmpty()
                  && details.size() <= 2
                  && details.get(0).matches("[1-9][0-9]{0,4}")
                  && (details.size() == 1 || new Metric(details.get(1)).isKnown());
          case "sparse" -> details.isEmpty();
          default -> false;
        };
  }

  /** Converts an option's value. */
  static final class Converter implements ITypeConverter<SchemaFieldText> {
    @Override
    public SchemaFieldText convert(String value) {
      List<String> parts = List.of(value.split(":", -1));
      SchemaFieldText field =
          new SchemaFieldText(
              parts.get(0),
              parts.size() > 1 ? parts.get(1) : "",
              parts.subList(Math.min(2, parts.size()), parts.size()));
      if (!field.isValid()) {
        throw new TypeConversionException("'" + value + "' is not a field; " + FORM);
      }
      return field;
    }
  }
}
