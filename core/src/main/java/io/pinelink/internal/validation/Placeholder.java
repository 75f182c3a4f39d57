package io.pinelink.internal.validation;

import java.util.regex.Pattern;

/**
 * A placeholder of a configuration file, such as <code>${PINECONE_API_KEY}</code>, that was not
 * replaced because its variable is not set. As a secret, it would be sent in place of it.
 */
public final class Placeholder {
  private static final Pattern FORM = Pattern.compile("\\$\\{[^}]*}");

  private Placeholder() {}

  /** Returns whether a text contains a placeholder. */
  public static boolean isIn(String text) {
    return text.contains("${") && FORM.matcher(text).find();
  }

  /**
   * Returns the text of an option, unless it contains a placeholder. The message does not repeat
   * the text, since the default of the placeholder may be a secret.
   */
  public static String refuse(String name, String text) {
    if (isIn(text)) {
      throw new IllegalArgumentException(
          name
              + " contains a placeholder of the form ${…} that was not replaced: set the variable"
              + " that it names, or remove it");
    }
    return text;
  }
}
