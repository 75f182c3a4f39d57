package io.pinelink.cli.output;

/** The colours of text on a terminal. */
enum Colour {
  /** Headings. */
  BOLD("1"),
  /** Notes that may be skipped. */
  FAINT("2"),
  /** Failures and differences. */
  RED("31"),
  /** Success. */
  GREEN("32"),
  /** Warnings. */
  YELLOW("33");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** Returns the text in this colour, or unchanged if colours are off. */
  public String paint(String text, boolean on) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
