package io.pinelink.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Captures the standard output of a program, for one test at a time. */
final class Printed {
  /** A {@code main} method. */
  @FunctionalInterface
  interface Program {
    void run(String... args) throws Exception;
  }

  private Printed() {}

  static String by(Program program) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
