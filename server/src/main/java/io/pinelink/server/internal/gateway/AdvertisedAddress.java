package io.pinelink.server.internal.gateway;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address under which clients reach the indexes: {@code localhost:15080} or {@code
 * https://pinecone.test}.
 *
 * @param scheme {@code http://} or {@code https://}; empty for hosts without a scheme
 * @param host in lower case, without a port; an IPv6 address is in brackets
 * @param port 0 for none
 */
public record AdvertisedAddress(String scheme, String host, int port) {
  private static final int MAX_PORT = 65_535;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  // Container names can have underscores.
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>https?://)?"
              + "(?<host>\\[[0-9a-f:.]+]|[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*)"
              + "(:(?<port>[0-9]{1,5}))?/?");

  /**
   * Parses an address.
   *
   * @param name the name of the setting, for messages
   * @throws IllegalArgumentException if the text is not an address, or one of the service's
   */
  public static AdvertisedAddress parse(String name, String text) {
    Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
    String port = parts.matches() ? parts.group("port") : null;
    int number = port == null ? 0 : Integer.parseInt(port);
    if (!parts.matches() || (port != null && (number < 1 || number > MAX_PORT))) {
      throw new IllegalArgumentException(
          "%s is '%s', expected HOST, HOST:PORT, or either after http:// or https://"
              .formatted(name, text));
    }
    String host = parts.group("host");
    if (host.equals("pinecone.io") || host.endsWith(".pinecone.io")) {
      throw new IllegalArgumentException(
          "%s is '%s', a host of the service: clients would leave this server, with their keys"
              .formatted(name, text));
    }
    String scheme = parts.group("scheme");
    return new AdvertisedAddress(scheme == null ? "" : scheme, host, number);
  }

  boolean isIpAddress() {
    return host.startsWith("[") || IPV4.matcher(host).matches();
  }

  /**
   * Returns the host of an index.
   *
   * @param label what precedes the host, such as {@code docs.}; empty for nothing
   * @param serverPort the port of the server, used if this address has neither a port nor a scheme,
   *     whose default port applies otherwise
   */
  String text(String label, int serverPort) {
    int shown = port == 0 && scheme.isEmpty() ? serverPort : port;
    String defaultPort = scheme.equals("http://") ? "80" : "443";
    String suffix = shown == 0 || defaultPort.equals(Integer.toString(shown)) ? "" : ":" + shown;
    return scheme + label + host + suffix;
  }

  @Override
  public String toString() {
    return text("", 0);
  }
}
