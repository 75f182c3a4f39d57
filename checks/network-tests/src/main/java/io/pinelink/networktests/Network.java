package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The network that {@code checks/network-tests/run} built. A scenario changes it and reads its
 * counters. Each scenario begins without faults and with counters at zero, and sets its own private
 * zone.
 */
final class Network implements BeforeEachCallback {
  static final String CA_FILE = "ca.pem";

  /** The endpoint's own DNS name, as assigned by a cloud. It resolves without a private zone. */
  static final String ENDPOINT_NAME =
      "vpce-0a1b2c3d-4e5f.vpce-svc-05ef6f1f0b9130b54.us-east-1.vpce.amazonaws.com";

  static final String PROXY_NAME = "proxy.example.internal";

  /** Long enough for any machine: a condition that has not come true by then never does. */
  private static final Duration BOUND = Duration.ofMinutes(2);

  private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

  private final String prefix = System.getProperty("net");
  private final Path work = Path.of(System.getProperty("work"));
  private final Path jar = Path.of(System.getProperty("jar"));
  private final LoadedCommand loaded = LoadedCommand.of(jar);
  private final Path doctorTexts = Path.of(System.getProperty("doctor"));
  private String scenario = "";

  @Override
  public void beforeEach(ExtensionContext context) {
    scenario = context.getRequiredTestMethod().getName() + "-" + context.getDisplayName();
    on(
        "router",
        "nft",
        "flush chain ip firewall faults; flush set ip firewall flows;"
            + " flush chain ip firewall detours; flush chain ip6 firewall faults");
    run("ip", "-n", prefix + "-app", "route", "replace", "default", "via", "10.77.1.1");
    forgetPackets();
  }

  /** Returns a client builder with only the authority, the key and the data-plane protocol set. */
  Pinelink.Builder client(ScenarioProject project, Protocol protocol) {
    Pinelink.Builder builder =
        Pinelink.builder()
            .apiKey(project.apiKey())
            .tls(TlsOptions.trustOnly(work.resolve(CA_FILE)));
    // The control plane needs REST, whichever protocol the data plane uses.
    return protocol == Protocol.GRPC
        ? builder.protocols(Protocol.GRPC, Protocol.REST)
        : builder.protocols(protocol);
  }

  /** Returns the directory of the programs and of the certificate authority. */
  Path directory() {
    return work;
  }

  Path file(String name) {
    return work.resolve(scenario + "-" + name);
  }

  /**
   * Replaces the private zone with a wildcard record of these addresses. Without addresses there is
   * no zone.
   */
  void privateZone(NetworkAddress... addresses) {
    answerWith(addresses);
    awaitPrivateHosts(addresses);
  }

  /**
   * Replaces the private zone like {@link #privateZone}, without waiting until this JVM sees it.
   */
  void answerWith(NetworkAddress... addresses) {
    Path pidFile = work.resolve("dnsmasq.pid");
    Path configuration = work.resolve("dnsmasq.conf");
    try {
      if (Files.exists(pidFile)) {
        stop(Long.parseLong(Files.readString(pidFile).strip()));
      }
      Files.write(configuration, zones(addresses));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // dnsmasq goes into the background as soon as it can answer.
    on("dns", "dnsmasq", "--conf-file=" + configuration, "--pid-file=" + pidFile, "--user=root");
  }

  /** Waits until this JVM resolves all private hosts to these addresses. */
  void awaitPrivateHosts(NetworkAddress... addresses) {
    Set<String> wanted =
        Arrays.stream(addresses).map(NetworkAddress::address).collect(Collectors.toSet());
    await(
        "the JVM sees the zone " + wanted,
        () ->
            Arrays.stream(ScenarioProject.values())
                .allMatch(project -> addressesOf(project.privateHost()).equals(wanted)));
  }

  private static List<String> zones(NetworkAddress... addresses) {
    Stream<String> fixed =
        Stream.of(
            "no-resolv",
            "no-hosts",
            "bind-interfaces",
            "listen-address=10.77.3.53",
            // Any other name gets NXDOMAIN.
            "local=/io/com/internal/",
            address("api.pinecone.io", NetworkAddress.CONTROL_PLANE),
            address(
                "svc." + ScenarioProject.ENVIRONMENT + ".pinecone.io", NetworkAddress.PUBLIC_DATA),
            address(ENDPOINT_NAME, NetworkAddress.ENDPOINT),
            address(PROXY_NAME, NetworkAddress.PROXY));
    return Stream.concat(
            fixed,
            Arrays.stream(addresses).map(address -> address(ScenarioProject.PRIVATE_ZONE, address)))
        .toList();
  }

  /** Returns the dnsmasq setting for a name and all names below it. */
  private static String address(String name, NetworkAddress address) {
    return "address=/" + name + "/" + address.address();
  }

  static void stop(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              process.destroy();
              await("the DNS server has ended", () -> !process.isAlive());
            });
  }

  private static Set<String> addressesOf(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }

  /** Removes the application host's default route. Only 10.77.0.0/16 stays reachable. */
  void blockEgress() {
    run("ip", "-n", prefix + "-app", "route", "delete", "default");
  }

  /** Silently drops all packets to an address. */
  void blackHole(NetworkAddress address) {
    fault("ip daddr " + address.address() + " counter drop");
  }

  /** Refuses connections to an address, as a host does on which nothing listens. */
  void refuse(NetworkAddress address) {
    fault("ip daddr " + address.address() + " tcp dport 443 counter reject with tcp reset");
  }

  /** Silently drops packets to the endpoints, or from them, that are larger than this. */
  void dropLargePackets(boolean fromEndpoints, int bytes) {
    fault(
        (fromEndpoints ? "iifname" : "oifname")
            + " endpoint ip length > "
            + bytes
            + " counter drop");
  }

  /** Drops everything that clients send to the endpoints after the TCP handshake, but no SYN. */
  void dropData() {
    fault("oifname endpoint tcp flags & (syn | fin | rst) == 0 ip length > 60 counter drop");
  }

  /** Silently drops all packets of IPv6. */
  void blackHoleIpv6() {
    on("router", "nft", "add rule ip6 firewall faults counter drop");
  }

  /** Leads new connections to port 443 of an address to another port of the same address. */
  void detour(NetworkAddress address, int port) {
    on(
        "router",
        "nft",
        "add rule ip firewall detours ip daddr "
            + address.address()
            + " tcp dport "
            + address.port()
            + " dnat to "
            + address.address()
            + ":"
            + port);
  }

  /** Returns the number of packets dropped by faults since the scenario began. */
  long packetsLost() {
    return packets(on("router", "nft", "list chain ip firewall faults"));
  }

  /**
   * Makes the firewall forget flows to the endpoints after this much silence, and drop packets of
   * unknown flows.
   */
  void forgetSilentFlowsAfter(Duration silence) {
    String remember = " timeout " + silence.toSeconds() + "s } accept";
    fault(
        "oifname endpoint tcp flags & (syn | ack) == syn update @flows { ip saddr . tcp sport"
            + remember);
    fault(
        "oifname endpoint ip saddr . tcp sport @flows update @flows { ip saddr . tcp sport"
            + remember);
    fault(
        "iifname endpoint ip daddr . tcp dport @flows update @flows { ip daddr . tcp dport"
            + remember);
    fault("iifname endpoint drop");
    fault("oifname endpoint drop");
  }

  void awaitNoFlowIsRemembered() {
    await(
        "the firewall has forgotten all flows",
        () -> !on("router", "nft", "list set ip firewall flows").contains("elements"));
  }

  private void fault(String rule) {
    on("router", "nft", "add rule ip firewall faults " + rule);
  }

  /**
   * Returns the number of packets that reached an address since the last {@link #forgetPackets};
   * each scenario begins with one.
   */
  long packetsTo(NetworkAddress address) {
    return packets(on(address.host(), "nft", "list counter ip evidence " + address.counter()));
  }

  private static long packets(String listing) {
    List<Long> counters =
        PACKETS.matcher(listing).results().map(found -> Long.parseLong(found.group(1))).toList();
    assertThat(counters).as(listing).isNotEmpty();
    return counters.stream().mapToLong(Long::longValue).sum();
  }

  void forgetPackets() {
    for (String host : List.of("endpoint", "public", "proxy")) {
      on(host, "nft", "reset counters");
    }
  }

  /** Asserts that no data-plane packet has reached the public host. */
  void assertNothingWentOutInPublic() {
    assertThat(packetsTo(NetworkAddress.PUBLIC_DATA))
        .as("packets to the public data plane")
        .isZero();
  }

  /**
   * Runs the doctor on the index of a project, and saves its output for people who want to read it.
   *
   * @param options further options of the command, besides those that match {@link #client}
   */
  DoctorRun examine(ScenarioProject project, Protocol protocol, String... options) {
    return examine(project.publicHost(), project, protocol, options);
  }

  /** Runs the doctor on an index that is named in another way than by its public host. */
  DoctorRun examine(String host, ScenarioProject project, Protocol protocol, String... options) {
    return examine(MachineSettings.PLAIN, host, project, protocol, options);
  }

  /** Runs the doctor like the other methods, on a machine with settings of its own. */
  DoctorRun examine(
      MachineSettings machine,
      String host,
      ScenarioProject project,
      Protocol protocol,
      String... options) {
    List<String> args = new ArrayList<>(List.of(host, "--ca", work.resolve(CA_FILE).toString()));
    if (protocol == Protocol.REST) {
      args.addAll(List.of("--protocols", "rest"));
    }
    args.addAll(List.of(options));
    args.add(0, "doctor");
    CommandRun run =
        machine.equals(MachineSettings.PLAIN)
            ? loaded.run(project.apiKey(), args)
            : CommandRun.of(machine, jar, project.apiKey(), args);
    DoctorRun doctor = DoctorRun.of(run, args);
    try {
      Files.createDirectories(doctorTexts);
      Files.writeString(doctorTexts.resolve(scenario + ".txt"), doctor.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return doctor;
  }

  /** Runs a command, with the options that match {@link #client}. */
  CommandRun command(ScenarioProject project, Protocol protocol, String... args) {
    return command(project, protocol, "", List.of(args));
  }

  /** Runs a command like the other method, with a text as its standard input. */
  CommandRun command(ScenarioProject project, Protocol protocol, String input, List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--ca", work.resolve(CA_FILE).toString()));
    if (protocol == Protocol.REST) {
      all.addAll(List.of("--protocols", "rest"));
    }
    return input.isEmpty()
        ? loaded.run(project.apiKey(), all)
        : CommandRun.of(jar, project.apiKey(), input, all);
  }

  /** Starts to watch the index of a project by its public host. */
  RunningWatch watch(ScenarioProject project, Protocol protocol, String... options) {
    List<String> all =
        new ArrayList<>(List.of(project.publicHost(), "--ca", work.resolve(CA_FILE).toString()));
    if (protocol == Protocol.REST) {
      all.addAll(List.of("--protocols", "rest"));
    }
    all.addAll(List.of(options));
    return new RunningWatch(jar, project.apiKey(), file("watch.txt"), all);
  }

  /** Runs a command that uses no network. */
  CommandRun command(List<String> args) {
    return loaded.run("", args);
  }

  /** Polls until a condition holds, for at most two minutes. */
  static void await(String what, BooleanSupplier condition) {
    await(what, BOUND, condition);
  }

  /** Polls until a condition holds, with a bound for slow conditions. */
  static void await(String what, Duration bound, BooleanSupplier condition) {
    if (!holdsWithin(bound, condition)) {
      throw new AssertionError("not within " + bound + ": " + what);
    }
  }

  /** Polls until a condition holds, and returns whether it did within a bound. */
  static boolean holdsWithin(Duration bound, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > bound.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return true;
  }

  /** Runs a command on a host. */
  String on(String host, String... command) {
    return run(commandOn(host, List.of(command)).toArray(String[]::new));
  }

  /** Returns the command that runs a command on a host. */
  List<String> commandOn(String host, List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", prefix + "-" + host), command.stream())
        .toList();
  }

  private static String run(String... command) {
    try {
      Path output = Files.createTempFile("command", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
        String text = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
          process.destroyForcibly();
          throw new IllegalStateException(String.join(" ", command) + ": " + text);
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
