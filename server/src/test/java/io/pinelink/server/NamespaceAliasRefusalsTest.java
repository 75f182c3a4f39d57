package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import io.pinelink.server.AliasCaller.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which a call about an alias is refused, over both protocols. */
class NamespaceAliasRefusalsTest {
  private static final int INVALID_ARGUMENT = 3;
  private static final int NOT_FOUND = 5;
  private static final int ALREADY_EXISTS = 6;
  private static final int UNIMPLEMENTED = 12;
  private static final Map<Integer, Integer> HTTP_STATUS =
      Map.of(INVALID_ARGUMENT, 400, NOT_FOUND, 404, ALREADY_EXISTS, 409, UNIMPLEMENTED, 501);
  private static final AtomicInteger MADE = new AtomicInteger();

  private static EmbeddedPinecone pinecone;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  /** Creates an index with the namespaces v1 and v2, and the alias live to v1. */
  private static AliasCaller index(Protocol protocol) {
    AliasCaller index = new AliasCaller(pinecone, protocol, "aliases-" + MADE.incrementAndGet());
    assertThat(index.upsert("v1").code()).isZero();
    assertThat(index.upsert("v2").code()).isZero();
    assertThat(index.create("live", "v1").code()).isZero();
    return index;
  }

  private static void assertRefused(Protocol protocol, Answer answer, int code, String reason) {
    assertThat(answer.reason()).isEqualTo(reason);
    assertThat(answer.code()).isEqualTo(code);
    if (protocol == Protocol.REST) {
      assertThat(answer.httpStatus()).isEqualTo(HTTP_STATUS.get(code));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void writesToAnAliasAreRefused(Protocol protocol) {
    AliasCaller index = index(protocol);

    assertRefused(protocol, index.upsert("live"), ALREADY_EXISTS, "NAME_IN_USE_BY_ALIAS");
    assertRefused(protocol, index.update("live"), INVALID_ARGUMENT, "WRITE_TO_ALIAS");
    assertRefused(protocol, index.deleteVectors("live"), INVALID_ARGUMENT, "WRITE_TO_ALIAS");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAliasIsNotANamespace(Protocol protocol) {
    AliasCaller index = index(protocol);

    assertRefused(protocol, index.createNamespace("live"), ALREADY_EXISTS, "NAME_IN_USE_BY_ALIAS");
    assertRefused(
        protocol,
        index.describeNamespace("live"),
        INVALID_ARGUMENT,
        "NAMESPACE_OPERATION_ON_ALIAS");
    assertRefused(
        protocol, index.deleteNamespace("live"), INVALID_ARGUMENT, "NAMESPACE_OPERATION_ON_ALIAS");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTargetIsNotDeletedWhileAnAliasPointsToIt(Protocol protocol) {
    AliasCaller index = index(protocol);

    assertRefused(
        protocol, index.deleteNamespace("v1"), INVALID_ARGUMENT, "NAMESPACE_TARGETED_BY_ALIAS");
    assertThat(index.repoint("live", "__default__").code()).isZero();
    assertThat(index.deleteNamespace("v1").code()).isZero();
    assertRefused(
        protocol,
        index.deleteNamespace("__default__"),
        INVALID_ARGUMENT,
        "NAMESPACE_TARGETED_BY_ALIAS");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void badNamesAreRefused(Protocol protocol) {
    AliasCaller index = index(protocol);

    for (String name :
        new String[] {
          "",
          "a b",
          "a/b",
          "a?",
          "#",
          "%",
          "&",
          "=",
          "\\",
          ";",
          "+",
          ".",
          "..",
          "__default__",
          "õ",
          "\u007f",
          "n".repeat(513)
        }) {
      assertRefused(protocol, index.create(name, "v1"), INVALID_ARGUMENT, "ALIAS_NAME_INVALID");
    }
    for (Function<String, Answer> pointing :
        Map.<String, Function<String, Answer>>of(
                "create", target -> index.create("new", target),
                "repoint", target -> index.repoint("live", target))
            .values()) {
      assertRefused(protocol, pointing.apply(""), INVALID_ARGUMENT, "TARGET_NAMESPACE_REQUIRED");
      assertRefused(
          protocol, pointing.apply("n".repeat(513)), INVALID_ARGUMENT, "NAMESPACE_TOO_LONG");
      assertRefused(protocol, pointing.apply("õ"), INVALID_ARGUMENT, "NAMESPACE_INVALID");
      assertRefused(protocol, pointing.apply("\u0000"), INVALID_ARGUMENT, "NAMESPACE_INVALID");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTargetIsAnActiveNamespace(Protocol protocol) {
    AliasCaller index = index(protocol);

    for (Function<String, Answer> pointing :
        Map.<String, Function<String, Answer>>of(
                "create", target -> index.create("new", target),
                "repoint", target -> index.repoint("live", target))
            .values()) {
      assertRefused(
          protocol, pointing.apply("none"), INVALID_ARGUMENT, "TARGET_NAMESPACE_NOT_FOUND");
      assertRefused(protocol, pointing.apply("live"), INVALID_ARGUMENT, "TARGET_IS_ALIAS");
    }
    pinecone.holdWrites();
    try {
      assertThat(index.upsert("v3").code()).isZero();
      assertRefused(
          protocol, index.create("new", "v3"), INVALID_ARGUMENT, "TARGET_NAMESPACE_NOT_ACTIVE");
      assertRefused(
          protocol, index.repoint("live", "v3"), INVALID_ARGUMENT, "TARGET_NAMESPACE_NOT_ACTIVE");
    } finally {
      pinecone.releaseWrites();
    }
    assertThat(index.create("new", "v3").code()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTakenNameIsRefusedWithTheTargetOfItsAlias(Protocol protocol) {
    AliasCaller index = index(protocol);
    Answer taken = index.create("live", "v2");

    assertRefused(protocol, taken, ALREADY_EXISTS, "ALIAS_ALREADY_EXISTS");
    assertThat(taken.metadata()).containsExactly(Map.entry("target_namespace", "v1"));
    assertRefused(protocol, index.create("v2", "v1"), ALREADY_EXISTS, "NAME_IN_USE_BY_NAMESPACE");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anIndexHasAtMostAThousandAliases(Protocol protocol) {
    AliasCaller index = index(protocol);
    for (int i = 1; i < 1_000; i++) {
      assertThat(index.create("alias-" + i, "v1").code()).isZero();
    }

    assertRefused(
        protocol, index.create("last", "v1"), INVALID_ARGUMENT, "ALIASES_PER_INDEX_EXCEEDED");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAliasThatDoesNotExistIsNotFound(Protocol protocol) {
    AliasCaller index = index(protocol);

    assertRefused(protocol, index.describe("none"), NOT_FOUND, "ALIAS_NOT_FOUND");
    assertRefused(protocol, index.repoint("none", "v1"), NOT_FOUND, "ALIAS_NOT_FOUND");
    assertRefused(protocol, index.delete("none"), NOT_FOUND, "ALIAS_NOT_FOUND");
    assertThat(index.delete("live").code()).isZero();
    assertRefused(protocol, index.delete("live"), NOT_FOUND, "ALIAS_NOT_FOUND");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aReadThroughADeletedAliasIsEmpty(Protocol protocol) {
    AliasCaller index = index(protocol);
    String list = "/vectors/list?namespace=live";
    assertThat(index.rest("GET", list, "").body().toStringUtf8()).contains("\"id\"", "\"v1\"");
    assertThat(index.delete("live").code()).isZero();

    Answer read = index.rest("GET", list, "");

    assertThat(read.httpStatus()).isEqualTo(200);
    assertThat(read.body().toStringUtf8()).contains("\"vectors\":[]").doesNotContain("\"id\"");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void listingsAreChecked(Protocol protocol) {
    AliasCaller index = index(protocol);

    assertListRefused(protocol, index, Map.of("limit", "0"), "LIST_INVALID_LIMIT");
    assertListRefused(protocol, index, Map.of("limit", "101"), "LIST_INVALID_LIMIT");
    assertListRefused(
        protocol, index, Map.of("paginationToken", "none"), "INVALID_PAGINATION_TOKEN");
    assertListRefused(protocol, index, Map.of("target_namespace", ""), "TARGET_FILTER_EMPTY");
    assertListRefused(protocol, index, Map.of("prefix", "p".repeat(513)), "PREFIX_TOO_LONG");
    assertListRefused(protocol, index, Map.of("prefix", "õ"), "PREFIX_MUST_BE_ASCII");
    assertListRefused(
        protocol, index, Map.of("prefix", "\u0000"), "PREFIX_MUST_NOT_CONTAIN_NULL_CHARACTER");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTokenBelongsToItsListing(Protocol protocol) {
    AliasCaller index = index(protocol);
    assertThat(index.create("live-2", "v1").code()).isZero();
    String all = index.next(index.list(Map.of("limit", "1")));
    Map<String, String> filters = Map.of("prefix", "li", "target_namespace", "v1");
    String filtered =
        index.next(index.list(Map.of("prefix", "li", "target_namespace", "v1", "limit", "1")));

    assertListRefused(
        protocol,
        index,
        Map.of("paginationToken", all, "prefix", "li"),
        "LIST_INVALID_TOKEN_WITH_PREFIX");
    assertListRefused(
        protocol,
        index,
        Map.of("paginationToken", all, "target_namespace", "v1"),
        "LIST_INVALID_TOKEN_WITH_TARGET");
    assertListRefused(
        protocol,
        index,
        Map.of("paginationToken", filtered, "prefix", "l"),
        "LIST_INVALID_TOKEN_WITH_NEW_PREFIX");
    assertListRefused(
        protocol,
        index,
        Map.of("paginationToken", filtered, "target_namespace", "v2"),
        "LIST_INVALID_TOKEN_WITH_NEW_TARGET");
    assertThat(index.list(Map.of("paginationToken", filtered)).code()).isZero();
    assertThat(
            index
                .list(
                    Map.of(
                        "paginationToken",
                        filtered,
                        "prefix",
                        filters.get("prefix"),
                        "target_namespace",
                        filters.get("target_namespace")))
                .code())
        .isZero();
  }

  private static void assertListRefused(
      Protocol protocol, AliasCaller index, Map<String, String> parameters, String reason) {
    assertRefused(protocol, index.list(parameters), INVALID_ARGUMENT, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=ten", "limit="})
  void aLimitIsANumber(String query) {
    AliasCaller index = index(Protocol.REST);

    assertRefused(
        Protocol.REST,
        index.rest("GET", "/namespace-aliases?" + query, ""),
        INVALID_ARGUMENT,
        "LIST_INVALID_LIMIT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pagination_token=a", "targetNamespace=v1", "other"})
  void anUnknownParameterIsRefused(String query) {
    AliasCaller index = index(Protocol.REST);

    assertRefused(
        Protocol.REST, index.rest("GET", "/namespace-aliases?" + query, ""), INVALID_ARGUMENT, "");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aVersionWithoutAliasesIsTooOld(Protocol protocol) {
    AliasCaller index = index(protocol);

    for (String version : new String[] {"2026-04", "2025-10", ""}) {
      index.version(version);
      assertThat(
              new Answer[] {
                index.create("new", "v1"),
                index.describe("live"),
                index.list(Map.of()),
                index.repoint("live", "v2"),
                index.delete("live")
              })
          .allSatisfy(
              answer -> assertRefused(protocol, answer, INVALID_ARGUMENT, "API_VERSION_TOO_OLD"));
      assertRefused(protocol, index.upsert("live"), ALREADY_EXISTS, "NAME_IN_USE_BY_ALIAS");
    }
    index.version("2026-07");
    assertThat(index.describe("live").code()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aServerWithoutAliasesImplementsNone(Protocol protocol) {
    try (EmbeddedPinecone without = EmbeddedPinecone.builder().namespaceAliases(false).start()) {
      AliasCaller index = new AliasCaller(without, protocol, "docs");
      assertThat(index.upsert("v1").code()).isZero();

      assertThat(
              new Answer[] {
                index.create("live", "v1"),
                index.describe("live"),
                index.list(Map.of()),
                index.repoint("live", "v1"),
                index.delete("live")
              })
          .allSatisfy(answer -> assertRefused(protocol, answer, UNIMPLEMENTED, ""));
    }
  }

  @Test
  void theDetailsAreAnErrorInfoInJson() {
    AliasCaller index = index(Protocol.REST);

    assertThat(index.update("live").body().toStringUtf8())
        .contains("\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\"")
        .contains("\"reason\":\"WRITE_TO_ALIAS\"")
        .contains("\"code\":3");
  }
}
