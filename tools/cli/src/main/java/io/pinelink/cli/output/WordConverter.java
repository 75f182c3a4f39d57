package io.pinelink.cli.output;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A converter of the words of an enum in any case. The one of picocli also accepts the names of the
 * constants, and lists both in its message.
 */
public record WordConverter<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String value) {
    return words()
        .filter(constant -> word(constant).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected %s, but was '%s'"
                        .formatted(
                            words().map(WordConverter::word).collect(Collectors.joining(", ")),
                            value)));
  }

  private Stream<E> words() {
    return Stream.of(type.getEnumConstants());
  }

  private static String word(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
