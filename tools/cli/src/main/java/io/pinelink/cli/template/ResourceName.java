package io.pinelink.cli.template;

/** The name of a resource, whose length its cloud limits. */
public final class ResourceName {
  private ResourceName() {}

  /**
   * Returns the name.
   *
   * @param max the longest that the cloud accepts, in characters
   * @throws IllegalArgumentException if it is longer
   */
  public static String of(String name, int max) {
    if (name.length() > max) {
      throw new IllegalArgumentException(
          "the name '" + name + "' of a resource would be over " + max + " characters long");
    }
    return name;
  }
}
