package io.pinelink.cli.local;

import io.pinelink.local.ExportFormat;
import io.pinelink.local.LocalServerBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for data that the server reads at its start and writes at its end. */
final class DataOptions {
  /**
   * Data to load.
   *
   * @param index the index of all its records; null if the seed names it
   */
  record Seed(@Nullable String index, Path path) {
    private static final Pattern NAMED = Pattern.compile("([a-z0-9-]{1,45})=(.+)", Pattern.DOTALL);

    void addTo(LocalServerBuilder builder) {
      if (index == null) {
        builder.seed(path);
      } else {
        builder.seed(index, path);
      }
    }
  }

  @Option(
      names = "--seed",
      paramLabel = "[INDEX=]PATH",
      converter = SeedConverter.class,
      description =
          "Data to load into the first project at the start: a directory that --export-on-exit"
              + " wrote or that has the same form, or a .jsonl or .parquet file with vectors,"
              + " documents or records. A file's index is INDEX, or has the name of the file; its"
              + " first vector or a first line such as {\"index\": {\"schema\": …}} defines it,"
              + " unless --index did. Repeat it for more. If anything is invalid, nothing starts."
              + " A reset of the server reads them again.")
  List<Seed> seeds = new ArrayList<>();

  @Option(
      names = "--export-on-exit",
      paramLabel = "DIR",
      description =
          "Writes the indexes of the first project, with records and namespace aliases, to DIR when"
              + " a signal stops the server. DIR has to be missing, empty or an earlier export,"
              + " which is replaced; it can be the DIR of --seed.")
  @Nullable Path exportDirectory;

  @Option(
      names = "--export-format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      converter = FormatConverter.class,
      description = "The format of --export-on-exit: jsonl or parquet. Default: ${DEFAULT-VALUE}.")
  ExportFormat exportFormat = ExportFormat.JSON_LINES;

  /** Returns why the options cannot be used; empty if they can. */
  Optional<String> refusal(boolean countOnly) {
    for (Seed seed : seeds) {
      if (!Files.exists(seed.path)) {
        return Optional.of("--seed: there is no file or directory '" + seed.path + "'");
      }
    }
    if (exportDirectory != null && countOnly) {
      return Optional.of("--export-on-exit and --count-only, which keeps nothing to export");
    }
    return Optional.empty();
  }

  /** Sets the seeds and the export of a server. */
  void applyTo(LocalServerBuilder builder) {
    seeds.forEach(seed -> seed.addTo(builder));
    if (exportDirectory != null) {
      builder.exportOnClose(exportDirectory, exportFormat);
    }
  }

  /** Parses {@code INDEX=PATH} or a path, also one that exists and has the form of the former. */
  static final class SeedConverter implements ITypeConverter<Seed> {
    @Override
    public Seed convert(String text) {
      Matcher named = Seed.NAMED.matcher(text);
      return named.matches() && !Files.exists(Path.of(text))
          ? new Seed(named.group(1), Path.of(named.group(2)))
          : new Seed(null, Path.of(text));
    }
  }

  /** Parses the format of an export. */
  static final class FormatConverter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String text) {
      return switch (text) {
        case "jsonl" -> ExportFormat.JSON_LINES;
        case "parquet" -> ExportFormat.PARQUET;
        default ->
            throw new TypeConversionException("expected jsonl or parquet, got '" + text + "'");
      };
    }
  }
}
