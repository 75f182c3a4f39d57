package io.pinelink.cli.local;

import io.pinelink.cli.connection.SecondsText;
import io.pinelink.local.LocalServerBuilder;
import io.pinelink.local.SavePolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the data directory. */
final class SaveOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps all data in DIR, and continues with what is there: projects, API keys, indexes"
              + " with their data, backups and all else. DIR is created if it is missing. An index"
              + " of --index that exists is left as it is, and seeds are loaded only if DIR has no"
              + " index. Default: data is in memory only.")
  @Nullable Path directory;

  @Option(
      names = "--save",
      paramLabel = "WHEN",
      converter = PolicyText.class,
      description =
          "When changes are saved in DIR of --data. always: before the response, so that nothing"
              + " acknowledged is lost if the process is killed; forced: on the disk before the"
              + " response, so that nothing is lost if the machine loses power; a number of seconds"
              + " such as 10s: at this interval and at the end; stop: at the end. Default: always.")
  @Nullable SavePolicy policy;

  /** Returns whether the policy is given without a directory. */
  boolean lackDirectory() {
    return policy != null && directory == null;
  }

  void applyTo(LocalServerBuilder builder) {
    if (directory != null) {
      builder.data(directory);
    }
    if (policy != null) {
      builder.save(policy);
    }
  }

  /** A policy as written on the command line. */
  static final class PolicyText implements ITypeConverter<SavePolicy> {
    @Override
    public SavePolicy convert(String value) {
      return switch (value) {
        case "always" -> SavePolicy.always();
        case "forced" -> SavePolicy.forced();
        case "stop" -> SavePolicy.onStop();
        default -> every(value);
      };
    }

    private static SavePolicy every(String value) {
      if (value.matches("[0-9].*s")) {
        Duration interval = new SecondsText().convert(value.substring(0, value.length() - 1));
        if (!interval.isZero()) {
          return SavePolicy.every(interval);
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is not always, forced, stop or a time such as 10s");
    }
  }
}
