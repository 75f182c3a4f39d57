package io.pinelink.server.internal.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCompilerTest {
  private static final Map<String, Object> RECORD =
      Map.of("lang", "et", "pages", 312.0, "draft", false, "tags", List.of("classic", "poetry"));

  private final FilterCompiler compiler = new FilterCompiler(null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lang\":\"et\"}",
        "{\"lang\":{\"$eq\":\"et\"}}",
        "{\"pages\":312}",
        "{\"pages\":{\"$eq\":312.0}}",
        "{\"draft\":false}",
        "{\"tags\":\"poetry\"}",
        "{\"tags\":{\"$eq\":\"classic\"}}",
        "{\"lang\":{\"$ne\":\"de\"}}",
        "{\"pages\":{\"$ne\":\"312\"}}",
        "{\"tags\":{\"$ne\":\"novel\"}}",
        "{\"absent\":{\"$ne\":\"x\"}}",
        "{\"pages\":{\"$gt\":311}}",
        "{\"pages\":{\"$gte\":312}}",
        "{\"pages\":{\"$lt\":313}}",
        "{\"pages\":{\"$lte\":312}}",
        "{\"pages\":{\"$gte\":100,\"$lt\":400}}",
        "{\"lang\":{\"$in\":[\"de\",\"et\"]}}",
        "{\"pages\":{\"$in\":[1,312,\"x\"]}}",
        "{\"tags\":{\"$in\":[\"poetry\"]}}",
        "{\"lang\":{\"$nin\":[\"de\"]}}",
        "{\"tags\":{\"$nin\":[\"novel\"]}}",
        "{\"absent\":{\"$nin\":[\"x\"]}}",
        "{\"lang\":{\"$exists\":true}}",
        "{\"absent\":{\"$exists\":false}}",
        "{\"$and\":[{\"lang\":\"et\"},{\"pages\":312}]}",
        "{\"$or\":[{\"lang\":\"de\"},{\"pages\":312}]}",
        "{\"lang\":\"et\",\"$or\":[{\"$and\":[{\"draft\":true}]},{\"tags\":\"classic\"}]}"
      })
  void matchingFiltersAcceptTheRecord(String filter) {
    assertThat(compiler.compile(parse(filter)).test(RECORD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lang\":\"ET\"}",
        "{\"pages\":\"312\"}",
        "{\"draft\":\"false\"}",
        "{\"draft\":0}",
        "{\"absent\":\"x\"}",
        "{\"tags\":\"novel\"}",
        "{\"tags\":{\"$ne\":\"poetry\"}}",
        "{\"lang\":{\"$ne\":\"et\"}}",
        "{\"pages\":{\"$gt\":312}}",
        "{\"pages\":{\"$lt\":312}}",
        "{\"pages\":{\"$gte\":100,\"$lt\":312}}",
        "{\"lang\":{\"$gt\":0}}",
        "{\"tags\":{\"$lte\":1}}",
        "{\"absent\":{\"$gte\":0}}",
        "{\"lang\":{\"$in\":[\"de\"]}}",
        "{\"lang\":{\"$in\":[]}}",
        "{\"tags\":{\"$nin\":[\"poetry\"]}}",
        "{\"lang\":{\"$nin\":[\"et\"]}}",
        "{\"lang\":{\"$exists\":false}}",
        "{\"absent\":{\"$exists\":true}}",
        "{\"lang\":\"et\",\"pages\":1}",
        "{\"$and\":[{\"lang\":\"et\"},{\"pages\":1}]}",
        "{\"$or\":[{\"lang\":\"de\"},{\"pages\":1}]}"
      })
  void otherFiltersRejectTheRecord(String filter) {
    assertThat(compiler.compile(parse(filter)).test(RECORD)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"$not\":{\"lang\":\"et\"}}       | $not",
        "{\"$eq\":\"et\"}                   | $eq",
        "{\"lang\":{\"$regex\":\"e\"}}      | $regex",
        "{\"lang\":{\"nested\":\"e\"}}      | nested",
        "{\"lang\":{\"$and\":[]}}           | $and",
        "{\"lang\":{}}                      | lang",
        "{\"lang\":null}                    | null",
        "{\"lang\":[\"et\"]}                | [\"et\"]",
        "{\"lang\":{\"$eq\":[\"et\"]}}      | [\"et\"]",
        "{\"lang\":{\"$ne\":[\"et\"]}}      | [\"et\"]",
        "{\"lang\":{\"$eq\":null}}          | null",
        "{\"lang\":{\"$eq\":{}}}            | {}",
        "{\"pages\":{\"$gt\":\"1\"}}        | a number",
        "{\"pages\":{\"$gte\":true}}        | a number",
        "{\"pages\":{\"$lt\":[1]}}          | a number",
        "{\"pages\":{\"$lte\":null}}        | a number",
        "{\"lang\":{\"$in\":\"et\"}}        | a list of strings or numbers",
        "{\"lang\":{\"$in\":[true]}}        | a list of strings or numbers",
        "{\"lang\":{\"$nin\":[null]}}       | a list of strings or numbers",
        "{\"lang\":{\"$nin\":[[\"et\"]]}}   | a list of strings or numbers",
        "{\"lang\":{\"$exists\":\"true\"}}  | a boolean",
        "{\"$and\":[]}                      | at least one filter",
        "{\"$and\":{\"lang\":\"et\"}}       | at least one filter",
        "{\"$or\":[\"et\"]}                 | list of filters",
        "{\"$or\":[{\"$and\":[]}]}          | at least one filter"
      })
  void invalidFiltersAreRefused(String filter, String reason) {
    assertThatThrownBy(() -> compiler.compile(parse(filter)))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.INVALID_ARGUMENT))
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$in", "$nin"})
  void listsHaveAtMostTenThousandOperands(String operator) {
    assertThat(compiler.compile(Map.of("n", Map.of(operator, numbers(10_000))))).isNotNull();
    assertThatThrownBy(() -> compiler.compile(Map.of("n", Map.of(operator, numbers(10_001)))))
        .hasMessageContaining("10001")
        .hasMessageContaining("10000");
  }

  @Test
  void negativeZeroEqualsZero() {
    Map<String, Object> record = Map.of("n", -0.0);

    assertThat(compiler.compile(parse("{\"n\":0}")).test(record)).isTrue();
    assertThat(compiler.compile(parse("{\"n\":{\"$in\":[0]}}")).test(record)).isTrue();
    assertThat(compiler.compile(parse("{\"n\":{\"$lt\":0}}")).test(record)).isFalse();
  }

  @Test
  void aFieldOutsideTheSchemaMatchesNothing() {
    FilterCompiler onlyLang = new FilterCompiler(Set.of("lang"));

    assertThat(onlyLang.compile(parse("{\"lang\":\"et\"}")).test(RECORD)).isTrue();
    assertThat(onlyLang.compile(parse("{\"pages\":312}")).test(RECORD)).isFalse();
    assertThatThrownBy(() -> onlyLang.compile(parse("{\"pages\":{\"$gt\":\"x\"}}")))
        .isInstanceOf(RpcException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$match_phrase", "$match_all", "$match_any"})
  void textOperatorsNeedACompilerOfTextMatches(String operator) {
    Map<String, Object> filter = Map.of("lang", Map.of("$ne", "de", operator, "words"));
    FilterCompiler ofTexts =
        new FilterCompiler(Set.of("lang"))
            .withTextMatches(
                (field, name, operand) ->
                    record -> List.of(field, name, "" + operand).equals(record.get("seen")));

    assertThatThrownBy(() -> compiler.compile(filter))
        .hasMessage("Unknown filter operator " + operator);
    assertThat(
            ofTexts
                .compile(filter)
                .test(Map.of("lang", "et", "seen", List.of("lang", operator, "words"))))
        .isTrue();
    assertThat(
            ofTexts
                .compile(filter)
                .test(Map.of("lang", "de", "seen", List.of("lang", operator, "words"))))
        .isFalse();
    assertThat(ofTexts.compile(filter).test(RECORD)).isFalse();
  }

  @Test
  void aWriteNeedsANonEmptyFilter() {
    assertThatThrownBy(() -> compiler.compileNonEmpty(Map.of()))
        .hasMessage("Filter must not be empty");
  }

  private static List<Double> numbers(int count) {
    return DoubleStream.iterate(0, n -> n + 1).limit(count).boxed().toList();
  }

  private static Map<?, ? extends @Nullable Object> parse(String json) {
    try {
      return (Map<?, ?>) requireNonNull(plain(PlainJson.MAPPER.readTree(json)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(element -> list.add(plain(element)));
      return list;
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.textValue();
  }
}
