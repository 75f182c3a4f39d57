package io.pinelink.cli.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;

/**
 * An address to listen on, as written on the command line: {@code 0.0.0.0}, {@code 127.0.0.1:8443}.
 *
 * @param hasPort whether the text contains the port
 */
public record ListenText(DialText address, boolean hasPort) {
  /**
   * Returns the address, resolved on this machine.
   *
   * @throws IllegalArgumentException if the name does not resolve
   */
  public InetAddress resolved() {
    return address.resolved().getAddress();
  }

  /** Returns the address with a port. */
  public InetSocketAddress at(int port) {
    return new InetSocketAddress(resolved(), port);
  }

  /** Converts an option's value. */
  public static final class Converter implements ITypeConverter<ListenText> {
    @Override
    public ListenText convert(String value) {
      return new ListenText(new DialText.Converter().convert(value), value.matches(".*:[0-9]+"));
    }
  }
}
