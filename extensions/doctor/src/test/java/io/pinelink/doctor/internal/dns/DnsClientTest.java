package io.pinelink.doctor.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.hosttext.Literals;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsClientTest {
  private static final String NAME = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final Duration LONG = Duration.ofSeconds(30);

  private DnsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new DnsServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DnsAnswer ask(String name, Duration patience) throws IOException {
    return only(new DnsQuery(server.address(), name, patience));
  }

  private static DnsAnswer only(DnsQuery query) throws IOException {
    return DnsClient.ask(List.of(query)).values().iterator().next();
  }

  private static InetAddress address(String text) {
    return Literals.address(text).orElseThrow();
  }

  @Test
  void addressesOfBothFamiliesAreReturnedFromBehindAnAlias() throws IOException {
    server.with(NAME, "10.0.1.15", "10.0.2.15", "fd00::15");

    assertThat(ask(NAME, LONG))
        .isEqualTo(
            new DnsAnswer(
                DnsAnswer.Kind.ADDRESSES,
                List.of(address("10.0.1.15"), address("10.0.2.15"), address("fd00::15")),
                0));
  }

  @Test
  void aNameThatDoesNotExistDiffersFromOneWithoutAddresses() throws IOException {
    server.with(NAME);

    assertThat(ask(NAME, LONG).kind()).isEqualTo(DnsAnswer.Kind.NO_ADDRESS);
    assertThat(ask("other.example", LONG).kind()).isEqualTo(DnsAnswer.Kind.NO_SUCH_NAME);
  }

  @Test
  void anErrorOfTheServerKeepsItsName() throws IOException {
    server.failing(DnsServer.SERVFAIL);

    assertThat(ask(NAME, LONG).kind()).isEqualTo(DnsAnswer.Kind.ERROR);
    assertThat(ask(NAME, LONG).codeName()).isEqualTo("SERVFAIL");
  }

  @Test
  void anErrorForIpv4IsNotHiddenByAnEmptyAnswerForIpv6() throws IOException {
    server.with(NAME).failingForIpv4(DnsServer.SERVFAIL);

    assertThat(ask(NAME, LONG).kind()).isEqualTo(DnsAnswer.Kind.ERROR);
  }

  @Test
  void addressesOfOneFamilyAreEnough() throws IOException {
    server.with(NAME, "fd00::15").failingForIpv4(DnsServer.SERVFAIL);

    assertThat(ask(NAME, LONG).addresses()).containsExactly(address("fd00::15"));
  }

  @Test
  void lostDatagramsAreSentAgain() throws IOException {
    server.with(NAME, "10.0.1.15").losing(2);

    assertThat(ask(NAME, Duration.ofSeconds(1)).addresses()).containsExactly(address("10.0.1.15"));
  }

  @Test
  void aServerThatDoesNotAnswerIsAskedThreeTimes() throws IOException {
    server.losing(Integer.MAX_VALUE);

    assertThat(ask(NAME, Duration.ofMillis(300)).kind()).isEqualTo(DnsAnswer.Kind.SILENCE);
    assertThat(server.asked()).isEqualTo(6); // for two families
  }

  @Test
  void aClosedPortIsNotWaitedFor() throws IOException {
    InetSocketAddress closed;
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      closed = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    assertThat(only(new DnsQuery(closed, NAME, Duration.ofDays(1))).kind())
        .isEqualTo(DnsAnswer.Kind.SILENCE);
  }

  @Test
  void aServerOverIpv6IsOutOfReachOfAJvmThatUsesIpv4Only() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty("java.class.path"),
                DnsClientTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("SILENCE");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The other process, which uses IPv4 only. */
  public static void main(String... args) throws IOException {
    System.out.println(
        only(new DnsQuery(SystemResolver.server(address("::1")), NAME, LONG)).kind());
  }

  @Test
  void allServersAreAskedAndAnswerInTheGivenOrder() throws IOException {
    server.with(NAME, "10.0.1.15");
    try (DnsServer slow = new DnsServer().with(NAME, "10.0.2.15").losing(2)) {
      DnsQuery first = new DnsQuery(slow.address(), NAME, Duration.ofSeconds(1));
      DnsQuery second = new DnsQuery(server.address(), NAME, LONG);

      Map<DnsQuery, DnsAnswer> answers = DnsClient.ask(List.of(first, second));

      assertThat(answers.keySet()).containsExactly(first, second);
      assertThat(answers.values())
          .extracting(answer -> answer.addresses().get(0))
          .containsExactly(address("10.0.2.15"), address("10.0.1.15"));
    }
  }

  @Test
  void anInterruptEndsTheWait() throws IOException {
    server.losing(Integer.MAX_VALUE);
    Thread.currentThread().interrupt();

    assertThat(ask(NAME, Duration.ofDays(1)).kind()).isEqualTo(DnsAnswer.Kind.SILENCE);
    assertThat(Thread.interrupted()).isTrue();
  }
}
