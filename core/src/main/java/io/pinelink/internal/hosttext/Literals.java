package io.pinelink.internal.hosttext;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses in text form. */
public final class Literals {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|.*:.*");

  private Literals() {}

  /** Returns the address of a text; empty if it is a name, which is not looked up. */
  public static Optional<InetAddress> address(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty(); // for example an interface that is not there
    }
  }
}
