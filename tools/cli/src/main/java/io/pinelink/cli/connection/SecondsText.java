package io.pinelink.cli.connection;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration in seconds as written on the command line: {@code 3} or {@code 0.25}. */
public final class SecondsText implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,3})?")) {
      throw new TypeConversionException(
          "'" + value + "' is not a number of seconds, such as 3 or 0.25");
    }
    return Duration.ofMillis(new BigDecimal(value).movePointRight(3).longValueExact());
  }
}
