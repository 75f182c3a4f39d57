package io.pinelink.cli.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pinelink.model.Metric;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An index as written on the command line: {@code docs:8} or {@code docs:8:euclidean}. */
record IndexText(String name, int dimension, Metric metric) {
  /** Returns the index in JSON, as the API creates it. */
  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("dimension", dimension)
        .put("metric", metric.value())
        .toString();
  }

  /** Converts an option's value. The server validates the name. */
  static final class Converter implements ITypeConverter<IndexText> {
    @Override
    public IndexText convert(String value) {
      String[] parts = value.split(":", -1);
      Metric metric = parts.length < 3 ? Metric.COSINE : new Metric(parts[2]);
      if (parts.length < 2
          || parts.length > 3
          || !parts[1].matches("[1-9][0-9]{0,4}")
          || !metric.isKnown()) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is not an index; expected NAME:DIMENSION or NAME:DIMENSION:METRIC, such as"
                + " docs:8:cosine");
      }
      return new IndexText(parts[0], Integer.parseInt(parts[1]), metric);
    }
  }
}
