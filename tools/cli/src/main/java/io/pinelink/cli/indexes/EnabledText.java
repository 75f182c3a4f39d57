package io.pinelink.cli.indexes;

import io.pinelink.cli.output.WordConverter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/** A switch as the service writes it: {@code enabled} or {@code disabled}. */
public enum EnabledText {
  ENABLED,
  DISABLED;

  /** Returns whether a switch is given and on. */
  public static boolean isOn(@Nullable EnabledText given) {
    return given == ENABLED;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Converts an option's value. */
  public static final class Converter implements ITypeConverter<EnabledText> {
    @Override
    public EnabledText convert(String value) {
      return new WordConverter<>(EnabledText.class).convert(value);
    }
  }
}
