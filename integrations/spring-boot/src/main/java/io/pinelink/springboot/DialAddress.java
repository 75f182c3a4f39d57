package io.pinelink.springboot;

import io.pinelink.routing.IndexHost;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name or address to dial, with its port. */
record DialAddress(String name, int port) {
  /** A name or IPv4 address, or an IPv6 address in brackets, and an optional port. */
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  /**
   * Reads {@code name}, {@code name:port} or {@code [address]:port}. The port is 443 by default.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  static DialAddress parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "dial is '" + text + "', expected name, name:port or [address]:port");
    }
    String bracketed = matcher.group("bracketed");
    String port = matcher.group("port");
    return new DialAddress(
        bracketed == null ? matcher.group("plain") : bracketed,
        port == null ? IndexHost.DEFAULT_PORT : Integer.parseInt(port));
  }
}
