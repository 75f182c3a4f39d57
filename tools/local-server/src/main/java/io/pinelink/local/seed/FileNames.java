package io.pinelink.local.seed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of files for namespaces. Letters, digits, {@code -}, {@code _} and dots that are not first
 * stand for themselves, any other character is {@code %} and two hexadecimal digits.
 */
public final class FileNames {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** File systems allow 255 bytes. */
  private static final int MAX_NAME = 200;

  private FileNames() {}

  /**
   * Returns the names of the files of namespaces, without suffix. A namespace whose name is too
   * long, or the same as another one's on a file system that ignores case, gets a number.
   */
  public static Map<String, String> of(Set<String> namespaces) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    List<String> numbered = new ArrayList<>();
    for (String namespace : namespaces) {
      String name = encode(namespace);
      if (name.length() <= MAX_NAME && taken.add(name.toLowerCase(Locale.ROOT))) {
        names.put(namespace, name);
      } else {
        numbered.add(namespace);
      }
    }
    int number = 0;
    for (String namespace : numbered) {
      String name;
      do {
        number++;
        name = "namespace-" + number;
      } while (!taken.add(name));
      names.put(namespace, name);
    }
    return names;
  }

  /** Returns the name of a file, without suffix, for the listed name of a namespace. */
  public static String encode(String namespace) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < namespace.length(); i++) {
      char c = namespace.charAt(i);
      if (isPlain(c) || (c == '.' && i > 0)) {
        name.append(c);
      } else {
        name.append('%').append(HEX.toHexDigits((byte) c));
      }
    }
    return name.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * Returns the listed name of the namespace that a file is named after.
   *
   * @throws IllegalArgumentException if a {@code %} is not followed by two hexadecimal digits
   */
  static String decode(String name) {
    StringBuilder namespace = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '%') {
        namespace.append(name.charAt(i));
      } else if (i + 2 < name.length() && isHex(name.charAt(i + 1)) && isHex(name.charAt(i + 2))) {
        namespace.append((char) HexFormat.fromHexDigits(name, i + 1, i + 3));
        i += 2;
      } else {
        throw new IllegalArgumentException(
            "the name '" + name + "' has a % without two hexadecimal digits");
      }
    }
    return namespace.toString();
  }

  private static boolean isHex(char c) {
    return HexFormat.isHexDigit(c);
  }
}
