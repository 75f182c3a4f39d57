package io.pinelink.cli.data;

import io.pinelink.cli.output.WordConverter;
import io.pinelink.files.data.DataFormat;
import io.pinelink.files.data.DataReadOptions;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options of how a data file is read. */
final class FileArguments {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description =
          "The format of the file: jsonl, csv or parquet. Default: as its name ends; jsonl for"
              + " standard input.")
  @Nullable DataFormat format;

  @Option(
      names = "--id-column",
      paramLabel = "NAME",
      description = "The column of ids in a CSV or Parquet file. Default: id or _id.")
  @Nullable String idColumn;

  @Option(
      names = "--values-column",
      paramLabel = "NAME",
      description =
          "The column of dense values in a CSV or Parquet file, or the beginning of the names of"
              + " several. Default: values, vector or embedding, or numbered columns.")
  @Nullable String valuesColumn;

  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description =
          "A column of a CSV file whose values are strings even if they look like numbers; may be"
              + " repeated.")
  Set<String> textColumns = new LinkedHashSet<>();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "The character between the values of a CSV file. Default: a comma.")
  @Nullable Character delimiter;

  /** Returns a builder with these settings. */
  DataReadOptions.Builder options() {
    DataReadOptions.Builder options = DataReadOptions.builder().textColumns(textColumns);
    if (format != null) {
      options.format(format);
    }
    if (idColumn != null) {
      options.idColumn(idColumn);
    }
    if (valuesColumn != null) {
      options.valuesColumn(valuesColumn);
    }
    if (delimiter != null) {
      options.delimiter(delimiter);
    }
    return options;
  }

  /** The words for formats. */
  private enum Word {
    JSONL,
    CSV,
    PARQUET
  }

  /** Converts a word to a format. */
  static final class FormatConverter implements ITypeConverter<DataFormat> {
    @Override
    public DataFormat convert(String value) {
      return switch (new WordConverter<>(Word.class).convert(value)) {
        case JSONL -> DataFormat.JSON_LINES;
        case CSV -> DataFormat.CSV;
        case PARQUET -> DataFormat.PARQUET;
      };
    }
  }
}
