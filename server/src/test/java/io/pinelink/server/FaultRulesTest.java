package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.model.Protocol;
import io.pinelink.server.FaultRule.Plane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRulesTest {
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void jsonAndBuildersDescribeTheSameRules() {
    FaultRules parsed =
        FaultRules.parse(
            json(
                """
                {'seed': -42, 'faults': [
                  {'name': 'slow', 'type': 'latency', 'toxicity': 0.25,
                   'attributes': {'latency': 300, 'jitter': 100},
                   'match': {'operations': ['query', 'fetch'], 'index': 'docs', 'namespace': '__default__',
                             'protocol': 'grpc', 'plane': 'data', 'listener': 'private_data',
                             'host': '*.SVC.private.*'},
                   'after': 10, 'times': 3},
                  {'type': 'tls_certificate', 'attributes': {'flaw': 'wrong_host'},
                   'match': {'listener': 'control'}}]}
                """));

    FaultRules built =
        FaultRules.of(
                FaultRule.builder(
                        Fault.latency(Duration.ofMillis(300), Duration.ofNanos(99_000_001)))
                    .name("slow")
                    .operations("query")
                    .operations("fetch")
                    .index("docs")
                    .namespace("")
                    .protocol(Protocol.GRPC)
                    .plane(Plane.DATA)
                    .listener(Listener.PRIVATE_DATA)
                    .host("*.svc.private.*")
                    .toxicity(0.25)
                    .after(10)
                    .times(3)
                    .build(),
                FaultRule.builder(Fault.wrongHostCertificate()).listener(Listener.CONTROL).build())
            .withSeed(-42);
    assertThat(parsed).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(FaultRules.parse(built.toJson())).isEqualTo(built);
    assertThat(parsed.rules().get(0).fault())
        .isEqualTo(Fault.latency(Duration.ofMillis(300), Duration.ofMillis(100)))
        .hasToString("latency(latency=300, jitter=100)");
  }

  @Test
  void oneFaultAndAnArrayAreScriptsWithoutASeed() {
    String drop = json("{'type': 'drop'}");

    FaultRules one = FaultRules.parse(drop);

    assertThat(one).isEqualTo(FaultRules.of(FaultRule.always(Fault.drop())));
    assertThat(FaultRules.parse("[" + drop + "]")).isEqualTo(one);
    assertThat(one.seed()).isEmpty();
    assertThat(FaultRules.parse("[]").rules()).isEmpty();
  }

  @Test
  void valuesThatAreDefaultsAreLeftOut() {
    FaultRules rules =
        FaultRules.parse(
            json(
                "{'type':'timeout','attributes':{'timeout':0},'toxicity':1.0,'after':0,'match':{}}"));

    assertThat(rules.rules().get(0)).hasToString(json("{'type':'timeout'}"));
    assertThat(rules.rules().get(0).fault()).isEqualTo(Fault.hang());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type': 'latency'}                                                  | attributes.latency is missing, expected 0 to 31536000000
          {'type': 'latency', 'attributes': {'latency': -5}}                   | attributes.latency is -5, expected 0 to 31536000000
          {'type': 'latency', 'attributes': {'latency': 1.5}}                  | attributes.latency is 1.5, expected 0 to 31536000000
          {'type': 'latency', 'attributes': {'latency': 99999999999999999999}} | attributes.latency is 99999999999999999999, expected
          {'type': 'latency', 'attributes': {'latency': null}}                 | attributes.latency is null, expected
          {'type': 'latency', 'attributes': {'latency': 1, 'jiter': 2}}        | attributes.jiter is unknown: 2; known are [latency, jitter]
          {'type': 'latency', 'attributes': 7}                                 | attributes is 7, expected an object
          {'type': 'latenzy'}                                                  | type is 'latenzy', expected one of [latency, bandwidth,
          {'type': 7}                                                          | type is 7, expected a string
          {'type': 'drop', 'stream': 'upstream'}                               | stream is unknown: 'upstream'; known are [name, type,
          {'type': 'drop', 'toxicity': 1.01}                                   | toxicity is 1.01, expected a number from 0 to 1
          {'type': 'drop', 'toxicity': '1'}                                    | toxicity is '1', expected a number from 0 to 1
          {'type': 'drop', 'times': 0}                                         | times is 0, expected a whole number from 1 to 1000000000
          {'type': 'drop', 'after': -1}                                        | after is -1, expected a whole number from 0 to 1000000000
          {'type': 'drop', 'name': ''}                                         | name is '', expected 1 to 100 characters
          {'type': 'drop', 'match': []}                                        | match is [], expected an object
          {'type': 'drop', 'match': {'operation': 'query'}}                    | match.operation is unknown: 'query'; known are [operations,
          {'type': 'drop', 'match': {'operations': 'query'}}                   | match.operations is 'query', expected an array
          {'type': 'drop', 'match': {'operations': []}}                        | match.operations is [], expected an array
          {'type': 'drop', 'match': {'operations': [1]}}                       | match.operations[0] is 1, expected the name
          {'type': 'drop', 'match': {'index': ''}}                             | match.index is '', expected a name that is not empty
          {'type': 'drop', 'match': {'protocol': 'http'}}                      | match.protocol is 'http', expected one of [grpc, rest]
          {'type': 'drop', 'match': {'plane': 'admin'}}                        | match.plane is 'admin', expected one of [data, control]
          {'type': 'drop', 'match': {'listener': 'PUBLIC'}}                    | match.listener is 'PUBLIC', expected one of [control,
          {'type': 'tls_alert', 'match': {'operations': ['query']}}            | match of tls_alert is
          {'type': 'tls_alert', 'attributes': {'alert': 'oops'}}               | attributes.alert is 'oops', expected one of [handshake_failure,
          {'type': 'refuse', 'attributes': {'code': 'NOPE'}}                   | attributes.code is 'NOPE', expected one of [INVALID_ARGUMENT,
          {'type': 'refuse', 'attributes': {'code': 'INTERNAL', 'retry_at': 'now'}} | attributes.retry_at is 'now', expected a time
          {'type': 'refuse', 'attributes': {'code': 'INTERNAL', 'retry_at': '+10000-01-01T00:00:00Z'}} | attributes.retry_at is '+10000-01-01T00:00:00Z', expected a time
          {'type': 'refuse', 'attributes': {'code': 'INTERNAL', 'retry_after': 1, 'no_retry': true}} | attributes.retry_after and attributes.no_retry exclude each other
          {'type': 'refuse', 'attributes': {'code': 'INTERNAL', 'no_retry': 1}} | attributes.no_retry is 1, expected true or false
          {'type': 'status', 'attributes': {'status': 199}}                    | attributes.status is 199, expected 200 to 599
          {'type': 'informational', 'attributes': {'statuses': []}}            | attributes.statuses is empty
          {'type': 'informational', 'attributes': {'statuses': [101]}}         | attributes.statuses is [101], expected none that is 101
          {'type': 'informational', 'attributes': {'statuses': [200]}}         | attributes.statuses is [200], expected an array of whole numbers from 100 to 199
          {'type': 'informational', 'attributes': {'statuses': ['x']}}         | attributes.statuses is [x], expected an array
          {'type': 'slicer', 'attributes': {'average_size': 5, 'size_variation': 5}} | attributes.size_variation is 5, expected less than average_size, which is 5
          {'type': 'long_tail', 'attributes': {'median': 5, 'p99': 4}}         | attributes.median is 5, expected at most p99, which is 4
          {'type': 'body', 'attributes': {'base64': '*'}}                      | attributes.base64 is '*', expected a string in base64
          {'type': 'content_type', 'attributes': {'content_type': 'é'}}        | attributes.content_type is 'é', expected printable ASCII
          {'type': 'drop', 'type': 'drop'}                                     | faults are not JSON: Duplicate field 'type'
          {'seed': 1}                                                          | faults is missing
          {'seed': 1.5, 'faults': []}                                          | seed is 1.5, expected a whole number
          {'faults': {}}                                                       | faults is {}, expected an array
          {'faults': [], 'toxicity': 1}                                        | toxicity is unknown: 1; known are [seed, faults]
          [{'type': 'drop'}, 7]                                                | faults[1] is 7, expected an object
          [{'type': 'drop'}, {'type': 'status', 'attributes': {'status': 1}}]  | faults[1].attributes.status is 1, expected 200 to 599
          [{'type': 'drop', 'name': 'a'}, {'type': 'drop', 'name': 'a'}]       | faults[1].name is 'a', which another fault has
          7                                                                    | faults is 7, expected an object or an array
          {'type'                                                              | faults are not JSON:
          """)
  void invalidMembersAreRefusedWithTheirNameAndValue(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRules.parse(json(text)))
        .withMessageStartingWith(message);
  }

  @Test
  void buildersRefuseValuesOutOfRange() {
    FaultRule.Builder rule = FaultRule.builder(Fault.drop());

    assertThatThrownBy(() -> rule.toxicity(Double.NaN))
        .hasMessage("toxicity is NaN, expected 0 to 1");
    assertThatThrownBy(() -> rule.times(0)).hasMessage("times is 0, expected 1 to 1000000000");
    assertThatThrownBy(() -> rule.after(-1)).hasMessage("after is -1, expected 0 to 1000000000");
    assertThatThrownBy(() -> rule.name(" ")).hasMessageContaining("name");
    assertThatThrownBy(() -> rule.index("")).hasMessage("index is empty");
    assertThatThrownBy(() -> rule.host("")).hasMessage("host is empty");
    assertThatThrownBy(() -> Fault.bandwidth(0)).hasMessage("rate is 0, expected 1 to 1000000");
    assertThatThrownBy(() -> Fault.latency(Duration.ofDays(366), Duration.ZERO))
        .hasMessage("latency is longer than 365 days: PT8784H");
    assertThatThrownBy(() -> FaultRule.builder(Fault.tlsAlert()).protocol(Protocol.REST).build())
        .hasMessageContaining("a TLS handshake precedes all calls");
  }

  @Test
  void aFileIsReadAndNamedInMessages(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("faults.json");
    FaultRules rules =
        FaultRules.of(FaultRule.always(Fault.refuse(ErrorCode.UNAVAILABLE, "no: ä")));
    Files.writeString(file, rules.toJson());

    assertThat(FaultRules.load(file)).isEqualTo(rules);
    Files.writeString(file, json("{'type': 'drop', 'times': 'two'}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRules.load(file))
        .withMessageStartingWith(file + ": times is 'two', expected");
    assertThatThrownBy(() -> FaultRules.load(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }
}
