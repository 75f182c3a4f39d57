package io.pinelink.examples;

import java.io.Console;

/** A check whether standard output is a terminal. */
final class Terminal {
  private Terminal() {}

  // Before Java 22 only a terminal has a console. Since then Console has a method for it, which the
  // baseline lacks.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
