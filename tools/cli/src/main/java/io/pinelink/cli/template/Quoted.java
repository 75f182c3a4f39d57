package io.pinelink.cli.template;

/** A text as a string literal of another language. */
final class Quoted {
  private Quoted() {}

  /**
   * Returns a string of HCL, in which a dollar or percent sign before a brace begins a template.
   */
  public static String hcl(String text) {
    return json(text).replace("${", "$${").replace("%{", "%%{");
  }

  /** Returns a string of YAML, as which every string of JSON can be read. */
  public static String yaml(String text) {
    return json(text);
  }

  /** Returns a string of Bicep, in which a dollar sign before a brace begins an expression. */
  public static String bicep(String text) {
    return "'"
        + checked(text).replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\${")
        + "'";
  }

  /** Returns one word of a POSIX shell. */
  public static String shell(String text) {
    return "'" + checked(text).replace("'", "'\\''") + "'";
  }

  private static String json(String text) {
    return "\"" + checked(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** No name, address or description has control characters, which each language escapes apart. */
  private static String checked(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'" + text.replaceAll("\\p{Cntrl}", "?") + "' contains a control character");
    }
    return text;
  }
}
