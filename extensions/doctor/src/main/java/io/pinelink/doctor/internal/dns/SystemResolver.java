package io.pinelink.doctor.internal.dns;

import io.pinelink.internal.hosttext.HostsFile;
import io.pinelink.internal.hosttext.Literals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way in which this machine resolves names. Windows and macOS keep their name servers in
 * another place, which is not read: there is none then.
 *
 * @param servers the name servers, in the order in which they are asked
 * @param upstream the servers that systemd-resolved asks, if it is the only name server
 * @param search the domains that are appended to names
 * @param dots a name with fewer dots than this gets a search domain before it is looked up alone
 * @param hosts the file that decides before DNS
 */
public record SystemResolver(
    List<InetSocketAddress> servers,
    List<InetSocketAddress> upstream,
    List<String> search,
    int dots,
    HostsFile hosts) {
  public static final Path CONFIGURATION = Path.of("/etc/resolv.conf");
  private static final Path UPSTREAM = Path.of("/run/systemd/resolve/resolv.conf");

  /** The address at which systemd-resolved listens, which is not where the answers come from. */
  private static final String STUB = "127.0.0.53";

  /** The port of DNS. */
  public static final int PORT = 53;

  /** Labels of 1 to 63 characters. */
  private static final Pattern DOMAIN = Pattern.compile("[^.]{1,63}(\\.[^.]{1,63})*");

  /** The resolvers of C libraries ignore further name servers. */
  private static final int MAX_SERVERS = 3;

  /** Copies the lists. */
  public SystemResolver {
    servers = List.copyOf(servers);
    upstream = List.copyOf(upstream);
    search = List.copyOf(search);
  }

  /** Reads the configuration of this machine. */
  public static SystemResolver ofThisMachine() {
    return ofSystem(
        System.getProperty("os.name", ""), CONFIGURATION, UPSTREAM, HostsFile.ofThisMachine());
  }

  /** Reads the configuration, unless the system has one that its lookups do not use. */
  static SystemResolver ofSystem(String os, Path configuration, Path upstream, HostsFile hosts) {
    return os.startsWith("Mac")
        ? new SystemResolver(List.of(), List.of(), List.of(), 1, hosts)
        : read(configuration, upstream, hosts);
  }

  static SystemResolver read(Path configuration, Path upstream, HostsFile hosts) {
    List<InetSocketAddress> servers = servers(configuration);
    List<String> search = List.of();
    int dots = 1;
    for (List<String> line : lines(configuration)) {
      List<String> values = line.subList(1, line.size());
      switch (line.get(0)) {
        case "search", "domain" -> search = domains(values); // the last one applies
        case "options" -> dots = dots(values, dots);
        default -> {}
      }
    }
    boolean stub = servers.size() == 1 && servers.get(0).getAddress().getHostAddress().equals(STUB);
    return new SystemResolver(servers, stub ? servers(upstream) : List.of(), search, dots, hosts);
  }

  /** Returns the address of a name server at the port of DNS. */
  public static InetSocketAddress server(InetAddress address) {
    return new InetSocketAddress(address, PORT);
  }

  private static List<List<String>> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
          .map(line -> line.replaceAll("[#;].*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(line -> List.of(line.split("\\s+", -1)))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<InetSocketAddress> servers(Path file) {
    return lines(file).stream()
        .filter(line -> line.get(0).equals("nameserver") && line.size() > 1)
        .flatMap(line -> Literals.address(line.get(1)).stream())
        .map(SystemResolver::server)
        .limit(MAX_SERVERS)
        .toList();
  }

  private static List<String> domains(List<String> values) {
    return values.stream()
        .map(domain -> domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain)
        .filter(domain -> DOMAIN.matcher(domain).matches())
        .toList();
  }

  private static int dots(List<String> options, int otherwise) {
    return options.stream()
        .filter(option -> option.matches("ndots:[0-9]{1,4}"))
        .map(option -> Integer.parseInt(option.substring(option.indexOf(':') + 1)))
        .reduce(otherwise, (previous, last) -> last);
  }
}
