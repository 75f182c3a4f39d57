package io.pinelink.cli.connection;

import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name or an address with a port, as written on the command line: {@code 10.0.0.7}, {@code
 * localhost:8443}, {@code [fd00::1]:443}.
 *
 * @param name without brackets
 */
public record DialText(String name, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<six>[0-9A-Fa-f:.]+)\\]|(?<name>[^\\[\\]:]+))(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);
  private static final int MAX_PORT = 65_535;

  /**
   * Parses a target. The default port is 443.
   *
   * @throws IllegalArgumentException if the text is not a name or an address with an optional port
   */
  public static DialText parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a target; expected NAME, ADDRESS or [IPV6], optionally with :PORT"
              .formatted(text));
    }
    String port = parts.group("port");
    int number = port == null ? IndexHost.DEFAULT_PORT : Integer.parseInt(port);
    if (number > MAX_PORT) {
      throw new IllegalArgumentException("port is " + number + ", expected 0 to " + MAX_PORT);
    }
    String six = parts.group("six");
    return new DialText(six == null ? parts.group("name") : six, number);
  }

  /**
   * Returns the address, resolved on this machine.
   *
   * @throws IllegalArgumentException if the name does not resolve
   */
  public InetSocketAddress resolved() {
    InetSocketAddress address = new InetSocketAddress(name, port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("'" + name + "' does not resolve");
    }
    return address;
  }

  public boolean isLoopback() {
    return LOOPBACK.matcher(name).matches();
  }

  /** Returns a rule that dials the targets in order; there is at least one. */
  public static ConnectRule rule(ConnectRule.Dial scope, List<DialText> targets) {
    ConnectRule rule = scope.dial(targets.get(0).name, targets.get(0).port);
    for (DialText next : targets.subList(1, targets.size())) {
      rule = rule.orElse(next.name, next.port);
    }
    return rule;
  }

  /** Converts an option's value. */
  public static final class Converter implements ITypeConverter<DialText> {
    @Override
    public DialText convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Converts an option's value that must include a port. */
  public static final class WithPort implements ITypeConverter<DialText> {
    @Override
    public DialText convert(String value) {
      if (!value.matches(".*:[0-9]+")) {
        throw new TypeConversionException("'" + value + "' has no port; expected NAME:PORT");
      }
      return new Converter().convert(value);
    }
  }
}
