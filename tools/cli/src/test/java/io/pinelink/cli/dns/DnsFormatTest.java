package io.pinelink.cli.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.cli.Run;
import io.pinelink.routing.IndexHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DnsFormatTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String ZONE = IndexHost.parse(HOST).privateZone().orElseThrow();
  private static final String NAME = "vpce-0a1b.vpce-svc-05ef.us-east-1.vpce.amazonaws.com";

  /** An answer of a resolver for names such as {@code *.example.com}. */
  private record Answer(String names, String data) {}

  static Stream<Arguments> everyFormatAndEndpoint() {
    return Arrays.stream(DnsFormat.values())
        .flatMap(
            format ->
                Stream.of(List.of("10.0.1.5"), List.of("10.0.2.5", "fd00::5"), List.of(NAME))
                    .map(endpoint -> Arguments.of(format, endpoint)));
  }

  @ParameterizedTest
  @MethodSource("everyFormatAndEndpoint")
  void eachFormatHoldsTheRecordsOfTheZoneThatTheDoctorExpects(
      DnsFormat format, List<String> endpoint) throws IOException {
    boolean isName = endpoint.contains(NAME);
    Run run = run(format, endpoint);
    if (isName && List.of(DnsFormat.DNSMASQ, DnsFormat.COREDNS, DnsFormat.HOSTS).contains(format)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--format " + format, NAME, "dig +short");
      return;
    }
    assertThat(run.exitCode()).as(run.err()).isZero();

    Set<Answer> expected = new HashSet<>();
    for (String value : endpoint) {
      expected.add(
          new Answer(
              format == DnsFormat.HOSTS ? IndexHost.parse(HOST).privateHost().name() : "*." + ZONE,
              value.replace("fd00::5", "fd00:0:0:0:0:0:0:5")));
    }
    assertThat(answers(format, run.out())).isEqualTo(expected);
  }

  private static Run run(DnsFormat format, List<String> endpoint) {
    List<String> args = new ArrayList<>(List.of("dns", HOST, "--format", format.toString()));
    endpoint.forEach(value -> args.addAll(List.of("--endpoint", value)));
    return Run.of(args.toArray(String[]::new));
  }

  private static Set<Answer> answers(DnsFormat format, String text) throws IOException {
    return switch (format) {
      case TERRAFORM ->
          product(found(text, "name += \"(\\*.*)\""), quoted(found(text, "default += (.*)")));
      case CLOUDFORMATION ->
          product(found(text, "Name: \"(\\*.*)\""), quoted(found(text, "Default: (.*)")));
      case ROUTE53_JSON -> fromJson(text);
      case AZURE_ZONE, BIND ->
          product(
              below(found(text, "\\$ORIGIN (.*)\\.")), found(text, "\\* 60 IN [A-Z]+ (.*?)\\.?"));
      case DNSMASQ ->
          product(
              below(found(text, "local=/(.*)/")),
              found(text, "address=/" + Pattern.quote(ZONE) + "/(.*)"));
      case UNBOUND ->
          product(
              below(found(text, "local-zone: \"(.*)\\.\" redirect")),
              found(text, "local-data: \"" + ZONE + "\\. 60 IN [A-Z]+ (.*?)\\.?\""));
      case COREDNS ->
          product(
              below(found(text, "(.*):53 \\{")),
              found(text, "answer \"\\{\\{ \\.Name }} 60 IN [A-Z]+ (.*?)\\.?\""));
      case HOSTS -> product(found(text, "\\S+ (\\S+)"), found(text, "(\\S+) \\S+"));
    };
  }

  /** Returns the first group of each line that matches, without its indentation. */
  private static Set<String> found(String text, String line) {
    Pattern pattern = Pattern.compile(line);
    Set<String> found =
        text.lines()
            .map(String::strip)
            .map(pattern::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).as("%s in %s", line, text).isNotEmpty();
    return found;
  }

  private static Set<String> below(Set<String> zones) {
    return zones.stream().map(zone -> "*." + zone).collect(Collectors.toSet());
  }

  /** Returns the strings in lists such as {@code ["a", "b"]} and {@code "a,b"}. */
  private static Set<String> quoted(Set<String> lists) {
    return lists.stream()
        .flatMap(list -> Stream.of(list.replaceAll("[\\[\\]\" ]", "").split(",", -1)))
        .collect(Collectors.toSet());
  }

  private static Set<Answer> product(Set<String> names, Set<String> data) {
    return names.stream()
        .flatMap(name -> data.stream().map(each -> new Answer(name, each)))
        .collect(Collectors.toSet());
  }

  private static Set<Answer> fromJson(String text) throws IOException {
    Set<Answer> answers = new HashSet<>();
    for (JsonNode change : new ObjectMapper().readTree(text).get("Changes")) {
      JsonNode set = change.get("ResourceRecordSet");
      for (JsonNode record : set.get("ResourceRecords")) {
        answers.add(new Answer(set.get("Name").textValue(), record.get("Value").textValue()));
      }
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TERRAFORM", "CLOUDFORMATION"})
  void aFormatWithoutVariablesNeedsTheEndpoint(DnsFormat format) {
    Run run = run(format, List.of());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--format " + format + " needs --endpoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "203.0.113.5 | '203.0.113.5' is refused: it is not a private address",
        "10.1        | '10.1' is refused: it is not an IP address of four numbers",
        "10.0.0.256  | '10.0.0.256' is refused: it is not an IP address",
        "fd00::x     | 'fd00::x' is refused: it is not an IP address",
        "a b.c       | 'a b.c' is refused: it is neither an IP address nor a DNS name",
        "a.b\";      | is refused: it is neither an IP address nor a DNS name",
        "endpoint    | 'endpoint' is refused: it is neither an IP address nor a DNS name",
      })
  void anEndpointThatNoRecordCanHoldIsRefused(String endpoint, String message) {
    Run run = run(DnsFormat.BIND, List.of(endpoint));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void aPublicAddressThatTheClientIsConfiguredToAcceptIsWritten() {
    String allowed = "--allow=203.0.113.0/24";

    assertThat(Run.of("dns", HOST, "--format=dnsmasq", "--endpoint=203.0.113.5", allowed).out())
        .contains("/203.0.113.5");
  }

  @Test
  void aNameIsTheOnlyRecord() {
    assertThat(run(DnsFormat.BIND, List.of("10.0.0.5", NAME)).err())
        .contains("--endpoint is given [10.0.0.5, " + NAME + "]; expected addresses, or one");
  }

  @Test
  void hostsOfSeveralEnvironmentsAreRefused() {
    Run run = Run.of("dns", HOST, "docs-a1.svc.apu-57e2-42f6.pinecone.io", "--format=terraform");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("the hosts are in the zones [" + ZONE + ", private.apu-57e2-42f6.pinecone.io]");
  }

  @Test
  void anUnknownEnvironmentNeedsItsCloudOnlyInTerraform() {
    String host = "docs-a1.svc.cell.byoc.pinecone.io";

    assertThat(Run.of("dns", host, "--format", "terraform").err())
        .contains("environment 'cell.byoc' is not in the catalogue; name its cloud with --cloud");
    assertThat(Run.of("dns", host, "--format", "bind", "--endpoint", "10.0.0.5").exitCode())
        .isZero();
  }

  @Test
  void theInstructionsForPeopleTakeNoEndpoint() {
    assertThat(Run.of("dns", HOST, "--endpoint", "10.0.0.5").err())
        .contains("--endpoint needs --format");
  }
}
