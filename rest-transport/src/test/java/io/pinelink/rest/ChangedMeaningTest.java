package io.pinelink.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.model.QueryResponse;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindings;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that responses whose meaning decoding would change are refused by member and value. */
class ChangedMeaningTest {
  private static final String DOCUMENTS = "{'documents':{'a':{'n':%s}}}";
  private static final String MATCHES = "{'matches':[{'_id':'a','_score':%s}]}";

  /** A record with a whole number. */
  public record Counted(String id, long n) {}

  private static <R> R read(Operation<?, R> operation, String body) {
    RestBinding<?, R> row = Objects.requireNonNull(RestBindings.find(operation));
    return Answers.decode(row.decoder(), body.replace('\'', '"').getBytes(UTF_8));
  }

  private static void assertRefused(Operation<?, ?> operation, String body, String problem) {
    assertThatThrownBy(() -> read(operation, body))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageEndingWith("malformed response: " + problem);
  }

  private static long counted(String number) {
    FetchDocumentsResponse answer =
        read(DocumentOperations.FETCH_DOCUMENTS, DOCUMENTS.formatted(number));
    return DocumentMapper.of(Counted.class).fromDocument(answer.items().get(0)).n();
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740991, 9007199254740991",
    "9007199254740992, 9007199254740992",
    "-9007199254740992, -9007199254740992",
    "9007199254740992.0, 9007199254740992",
    "9.007199254740991E15, 9007199254740991",
  })
  void aWholeNumberIsReadExactly(String number, long expected) {
    assertThat(counted(number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "9007199254740993.0",
        "9.007199254740993E15",
        "9223372036854775807",
        "18446744073709551615",
        "123456789012345678",
      })
  void aWholeNumberThatNoDoubleRepresentsIsRefused(String number) {
    assertRefused(
        DocumentOperations.FETCH_DOCUMENTS,
        DOCUMENTS.formatted(number),
        "member 'n' is " + number + ", expected a number that a 64-bit float represents");
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':'a','metadata':{'n':" + number + "}}]}",
        "member 'n' is " + number + ", expected a number that a 64-bit float represents");
  }

  /** Writers print the digits of a large double exactly, or as few as distinguish it. */
  @SuppressWarnings("FloatingPointLiteralPrecision") // as few as distinguish it
  @ParameterizedTest
  @ValueSource(
      doubles = {1e15, 1e16, 1e17, 1e18, 1e22, 1e23, 1.2345678901234568E20, 0x1p63, 0x1p80})
  void aLargeNumberIsReadInEachNotation(double number) {
    for (String text :
        List.of(
            Double.toString(number),
            new BigDecimal(number).toPlainString(),
            new BigDecimal(Double.toString(number)).toPlainString())) {
      FetchDocumentsResponse answer =
          read(DocumentOperations.FETCH_DOCUMENTS, DOCUMENTS.formatted(text));
      assertThat(answer.items().get(0).fields().number("n")).hasValue(number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void namesOfNumbersAreNotScores(String name) {
    String value = "'" + name + "'";
    assertRefused(
        DocumentOperations.SEARCH_DOCUMENTS,
        MATCHES.formatted(value),
        "member '_score' is '" + name + "', expected a number");
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':'a','score':" + value + "}]}",
        "member 'score' is '" + name + "', expected a number");
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':'a','values':[1," + value + "]}]}",
        "member 'values' is '" + name + "', expected a number");
    assertRefused(
        DataOperations.SEARCH_RECORDS,
        "{'result':{'hits':[{'_id':'a','_score':" + value + "}]}}",
        "member '_score' is '" + name + "', expected a number");
  }

  /** Java's parser of numbers accepts these texts, JSON does not. */
  @ParameterizedTest
  @ValueSource(strings = {"0x1p3", "1d", "1f", " 1", "1 ", "+1", ".5", "5.", "01", "", "1e", "١"})
  void aTextThatIsNotAJsonNumberIsRefused(String text) {
    assertRefused(
        DocumentOperations.SEARCH_DOCUMENTS,
        MATCHES.formatted("'" + text + "'"),
        "member '_score' is a string, expected a number");
    assertRefused(
        DataOperations.UPSERT,
        "{'upsertedCount':'" + text + "'}",
        "member 'upsertedCount' is a string, expected a 64-bit integer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "'0.5'", "5e-1", "'5E-1'"})
  void aNumberMayBeQuoted(String score) {
    QueryResponse answer =
        read(DataOperations.QUERY, "{'matches':[{'id':'a','score':" + score + "}]}");
    assertThat(answer.matches().get(0).score()).isEqualTo(0.5f);
    SearchRecordsResponse records =
        read(
            DataOperations.SEARCH_RECORDS,
            "{'result':{'hits':[{'_id':'a','_score':" + score + "}]}}");
    assertThat(records.hits().get(0).score()).isEqualTo(0.5f);
  }

  @Test
  void aNumberBeyondItsRangeIsRefused() {
    assertRefused(
        DocumentOperations.SEARCH_DOCUMENTS,
        MATCHES.formatted("1e400"),
        "member '_score' is 1e400, expected a number that a 64-bit float represents");
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':'a','score':1e39}]}",
        "member 'score' is 1e39, expected a number within the range of 32-bit floats");
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':'a','values':[0.5,-1e39]}]}",
        "member 'values' is -1e39, expected a number within the range of 32-bit floats");
    assertRefused(
        DataOperations.SEARCH_RECORDS,
        "{'result':{'hits':[{'_id':'a','_score':3.5e38}]}}",
        "member '_score' is 3.5e38, expected a number within the range of 32-bit floats");
    assertRefused(
        DataOperations.UPSERT,
        "{'upsertedCount':9223372036854775808}",
        "member 'upsertedCount' is 9223372036854775808, expected a 64-bit integer");
    assertRefused(
        DataOperations.UPDATE,
        "{'matchedRecords':2147483648}",
        "member 'matchedRecords' is 2147483648, expected a 32-bit integer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBooleanIsNotAText(boolean value) {
    assertRefused(
        DataOperations.QUERY,
        "{'matches':[{'id':" + value + "}]}",
        "member 'id' is a boolean, expected a string");
  }

  static Stream<Arguments> repeated() {
    return Stream.of(
        Arguments.of(
            DataOperations.UPSERT, "{'upsertedCount':1,'upsertedCount':2}", "upsertedCount"),
        Arguments.of(DataOperations.QUERY, "{'matches':[],'matches':[{'id':'a'}]}", "matches"),
        Arguments.of(DataOperations.QUERY, "{'matches':[{'id':'a','id':'b'}]}", "id"),
        Arguments.of(
            DataOperations.QUERY, "{'matches':[{'id':'a','metadata':{'k':1,'k':2}}]}", "k"),
        Arguments.of(
            DataOperations.FETCH,
            "{'vectors':{'a':{'id':'a','values':[1]},'a':{'id':'a','values':[2]}}}",
            "a"),
        Arguments.of(
            DataOperations.DESCRIBE_INDEX_STATS,
            "{'namespaces':{'n':{'vectorCount':1},'n':{'vectorCount':2}}}",
            "n"),
        Arguments.of(
            DocumentOperations.SEARCH_DOCUMENTS,
            "{'matches':[{'_id':'a','_score':1,'t':'x','t':'y'}]}",
            "t"),
        Arguments.of(
            DocumentOperations.SEARCH_DOCUMENTS, "{'matches':[{'_id':'a','_id':'b'}]}", "_id"),
        Arguments.of(
            DocumentOperations.SEARCH_DOCUMENTS,
            "{'matches':[{'_id':'a','_score':1,'_score':2}]}",
            "_score"),
        Arguments.of(
            DataOperations.SEARCH_RECORDS,
            "{'result':{'hits':[{'_id':'a','_score':1,'fields':{'f':{'g':1,'g':2}}}]}}",
            "g"));
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void aMemberThatOccursTwiceIsRefused(Operation<?, ?> operation, String body, String member) {
    assertRefused(operation, body, "member '" + member + "' occurs twice");
  }

  @Test
  void aMemberThatOccursTwiceAmongManyIsRefused() {
    String many =
        String.join(",", IntStream.range(0, 100).mapToObj(i -> "'m" + i + "':{'x':1}").toList());
    assertThat(read(DataOperations.UPSERT, "{" + many + ",'upsertedCount':1}").upsertedCount())
        .isEqualTo(1);
    for (int repeated : List.of(0, 31, 32, 99)) {
      assertRefused(
          DataOperations.UPSERT,
          "{" + many + ",'m" + repeated + "':1}",
          "member 'm" + repeated + "' occurs twice");
    }
  }

  static List<Operation<?, ?>> operations() {
    return Operations.all().stream().filter(ChangedMeaningTest::isRead).toList();
  }

  /** Returns whether the body of a response to an operation is read. */
  private static boolean isRead(Operation<?, ?> operation) {
    RestBinding<?, ?> row = RestBindings.find(operation);
    return row != null && Answers.read(row, "[".getBytes(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void textAfterTheValueIsRefused(Operation<?, ?> operation) throws Exception {
    String body = HostileAnswersTest.answerTo(operation);
    assertThat(read(operation, body + " \r\n\t")).isNotNull();
    for (String text : List.of("garbage", "{}", "1", "]", ",", "\"", body)) {
      assertRefused(operation, body + text, "the body has text after its JSON value");
    }
  }
}
