package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  static Stream<Arguments> operators() {
    return Stream.of(
        arguments(Filter.eq("f", "s"), "$eq", "s"),
        arguments(Filter.eq("f", 1), "$eq", 1.0),
        arguments(Filter.eq("f", true), "$eq", true),
        arguments(Filter.ne("f", "s"), "$ne", "s"),
        arguments(Filter.ne("f", 1.5), "$ne", 1.5),
        arguments(Filter.ne("f", false), "$ne", false),
        arguments(Filter.gt("f", 1), "$gt", 1.0),
        arguments(Filter.gte("f", -1), "$gte", -1.0),
        arguments(Filter.lt("f", 0), "$lt", 0.0),
        arguments(Filter.lte("f", 1e9), "$lte", 1e9),
        arguments(Filter.in("f", "a", "b"), "$in", List.of("a", "b")),
        arguments(Filter.in("f", List.of("a")), "$in", List.of("a")),
        arguments(Filter.in("f", List.of()), "$in", List.of()),
        arguments(Filter.in("f", 1, 2.5), "$in", List.of(1.0, 2.5)),
        arguments(Filter.notIn("f", "a", "b"), "$nin", List.of("a", "b")),
        arguments(Filter.notIn("f", List.of("a")), "$nin", List.of("a")),
        arguments(Filter.notIn("f", 1, 2.5), "$nin", List.of(1.0, 2.5)),
        arguments(Filter.exists("f"), "$exists", true),
        arguments(Filter.missing("f"), "$exists", false));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void aComparisonIsAFieldWithAnOperator(Filter filter, String operator, Object operand) {
    assertThat(filter.asMap()).isEqualTo(Map.of("f", Map.of(operator, operand)));
    assertThat(filter).hasToString("Filter[f]");
  }

  @ParameterizedTest
  @MethodSource("operators")
  void aFilterIsReadFromItsJson(Filter filter, String operator, Object operand) {
    assertThat(Filter.copyOf(Map.of("f", Map.of(operator, operand)))).isEqualTo(filter);
    assertThat(Filter.copyOf(filter.asMap())).isEqualTo(filter);
  }

  @Test
  void aJsonFilterWithSeveralConditionsMatchesAllOfThem() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lang", "et");
    json.put("$or", List.of(Map.of("pages", Map.of("$gte", 100)), Map.of("tags", true)));

    assertThat(Filter.copyOf(json))
        .isEqualTo(
            Filter.allOf(
                Filter.eq("lang", "et"),
                Filter.anyOf(Filter.gte("pages", 100), Filter.eq("tags", true))));
  }

  static Stream<Arguments> invalidJson() {
    return Stream.of(
        arguments(Map.of(), "filter has no conditions, expected at least one"),
        arguments(
            Map.of("$not", List.of()),
            "filter has the operator '$not' in place of a field, expected $and or $or"),
        arguments(Map.of("$or", "x"), "$or is String, expected a list of conditions"),
        arguments(Map.of("$or", List.of(1)), "$or is 1, expected conditions in its list"),
        arguments(Map.of("f", Map.of()), "filter on 'f' has no operator"),
        arguments(
            Map.of("f", Map.of("$regex", "x")), "filter on 'f': $regex is an unknown operator"),
        arguments(
            Map.of("f", Map.of("$gt", "x")), "filter on 'f': $gt is String, expected a number"),
        arguments(
            Map.of("f", Map.of("$exists", 1)),
            "filter on 'f': $exists is 1, expected true or false"),
        arguments(
            Map.of("f", Map.of("$match_all", 1)),
            "filter on 'f': $match_all is 1, expected a text"),
        arguments(Map.of("f", Map.of("$in", "x")), "filter on 'f': $in is String, expected a list"),
        arguments(
            Map.of("f", Map.of("$nin", List.of())),
            "filter on 'f': $nin: number of operands is 0, expected 1 to 10000"),
        arguments(
            Map.of("f", Map.of("$eq", Double.NaN)),
            "filter on 'f': $eq is NaN, expected a finite number"),
        arguments(
            Collections.singletonMap("f", null),
            "filter on 'f': $eq is null, expected a text, a number, true or false"));
  }

  @ParameterizedTest
  @MethodSource("invalidJson")
  void invalidJsonOfAFilterIsRefused(Map<String, ?> json, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Filter.copyOf(json)).withMessage(message);
  }

  @Test
  void conditionsNestAsTheyAreWritten() {
    Filter filter = Filter.eq("lang", "et").and(Filter.gte("pages", 100).or(Filter.exists("tags")));

    Map<String, Object> pages = Map.of("pages", Map.of("$gte", 100.0));
    Map<String, Object> tags = Map.of("tags", Map.of("$exists", true));
    Map<String, Object> lang = Map.of("lang", Map.of("$eq", "et"));
    assertThat(filter.asMap())
        .isEqualTo(Map.of("$and", List.of(lang, Map.of("$or", List.of(pages, tags)))));
  }

  @Test
  void allOfAndAnyOfTakeOneConditionOrMore() {
    Filter a = Filter.exists("a");
    assertThat(Filter.allOf(a).asMap()).isEqualTo(Map.of("$and", List.of(a.asMap())));
    assertThat(Filter.anyOf(a, a, a).asMap())
        .isEqualTo(Map.of("$or", List.of(a.asMap(), a.asMap(), a.asMap())));
    assertThatIllegalArgumentException()
        .isThrownBy(Filter::allOf)
        .withMessage("$and has no conditions, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(Filter::anyOf)
        .withMessage("$or has no conditions, expected at least one");
  }

  @Test
  void aFieldMustNotBeginWithADollar() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.eq("$or", "x"))
        .withMessage("filter field '$or' begins with '$'");
  }

  @Test
  void anEmptyExclusionIsRefusedSinceItWouldMatchEverything() {
    Stream.<ThrowingCallable>of(
            () -> Filter.notIn("f", new String[0]),
            () -> Filter.notIn("f", List.of()),
            () -> Filter.notIn("f", new double[0]),
            () -> Filter.notIn("f", new long[0]))
        .forEach(
            empty ->
                assertThatIllegalArgumentException()
                    .isThrownBy(empty)
                    .withMessage("filter on 'f': number of operands is 0, expected 1 to 10000"));
  }

  @Test
  void aListHasAtMost10000Operands() {
    assertThat(Filter.in("f", Collections.nCopies(10_000, "x"))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.notIn("f", Collections.nCopies(10_001, "x")))
        .withMessage("filter on 'f': number of operands is 10001, expected 1 to 10000");
    assertThatIllegalArgumentException().isThrownBy(() -> Filter.in("f", new double[10_001]));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void numbersAreFinite(double value) {
    String message = "filter on 'f' has the operand " + value + ", expected a finite number";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.lt("f", value))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.in("f", 1, value))
        .withMessage(message);
  }

  @Test
  void wholeNumbersMustFitADouble() {
    assertThat(Filter.eq("f", 1L << 53).asMap())
        .isEqualTo(Map.of("f", Map.of("$eq", 9_007_199_254_740_992d)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.ne("f", (1L << 53) + 1))
        .withMessageStartingWith("filter on 'f' is 9007199254740993, expected at most 2^53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.gte("f", (1L << 53) + 1))
        .withMessageContaining("at most 2^53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filter.in("f", 1L, (1L << 53) + 1))
        .withMessageContaining("at most 2^53");
  }

  @Test
  void theTreeIsImmutable() {
    Filter filter = Filter.in("f", "a").and(Filter.in("g", 1, 2));
    List<?> conditions = (List<?>) Objects.requireNonNull(filter.asMap().get("$and"));
    assertThatThrownBy(() -> filter.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> conditions.clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isEqualByItsTreeAndPrintsNoOperands() {
    assertThat(Filter.in("f", "s3cret"))
        .isEqualTo(Filter.in("f", List.of("s3cret")))
        .hasSameHashCodeAs(Filter.in("f", List.of("s3cret")))
        .isNotEqualTo(Filter.notIn("f", "s3cret"))
        .hasToString("Filter[f]");
    assertThat(Filter.eq("f", "s3cret").or(Filter.exists("g"))).hasToString("Filter[$or]");
  }
}
