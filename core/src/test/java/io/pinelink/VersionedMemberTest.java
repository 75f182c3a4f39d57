package io.pinelink;

import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FROM_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.ReadCapacity;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.VersionedMember;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Request members that not every version of the API has. */
class VersionedMemberTest {
  private static final List<String> VERSIONS =
      List.of("2024-07", "2024-10", "2025-01", "2025-04", "2025-10", "2026-04", "2026-07");
  private static final IndexSpec.Serverless SERVERLESS =
      IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final IndexSpec.Byoc BYOC = IndexSpec.byoc("aws-us-east-1-b921");
  private static final ReadCapacity CAPACITY = ReadCapacity.onDemand();
  private static final MetadataSchema SCHEMA = MetadataSchema.of("lang");
  private static final Filter FILTER = Filter.eq("lang", "et");

  /** Starts a request without versioned members, for those that its builder sets by their name. */
  private static final Map<Class<?>, Supplier<?>> BUILDERS =
      Map.of(
          QueryRequest.class, () -> QueryRequest.builder().vector(1),
          ListNamespacesRequest.class, ListNamespacesRequest::builder,
          SearchRecordsRequest.class, () -> SearchRecordsRequest.builder().text("a"),
          CreateIndexForModelRequest.class, VersionedMemberTest::forModel,
          ConfigureIndexRequest.class, () -> configure().deletionProtection(true),
          CreateIndexRequest.class, () -> dense(SERVERLESS),
          UpdateRequest.class, () -> UpdateRequest.builder("a").values(1),
          ListBackupsRequest.class, () -> ListBackupsRequest.builder().index("docs"),
          CreateIndexFromBackupRequest.class,
              () -> CreateIndexFromBackupRequest.builder("b-1", "docs"));

  /** Values of members; a builder takes the first that fits. */
  private static final List<Object> VALUES =
      List.of(true, 1, 384, "t", MatchTerms.all("b"), SCHEMA, CAPACITY);

  /** Requests with members that no builder sets by their name. */
  private static final Map<String, Object> SAMPLES =
      Map.ofEntries(
          Map.entry("update filter", UpdateRequest.dryRun(FILTER)),
          Map.entry("update dryRun", UpdateRequest.dryRun(FILTER)),
          Map.entry("createIndex tags", dense(SERVERLESS).tag("team", "a").build()),
          Map.entry("createIndex spec.pod", dense(IndexSpec.pod("us-east1-gcp", "p1.x1")).build()),
          Map.entry("createIndex vectorType", CreateIndexRequest.sparse("docs", BYOC)),
          Map.entry(
              "createIndex spec.serverless.sourceCollection",
              dense(SERVERLESS.fromCollection("old")).build()),
          Map.entry(
              "createIndex spec.serverless.readCapacity",
              dense(SERVERLESS.withReadCapacity(CAPACITY)).build()),
          Map.entry(
              "createIndex spec.serverless.schema", dense(SERVERLESS.withSchema(SCHEMA)).build()),
          Map.entry("createIndex spec.byoc", dense(BYOC).build()),
          Map.entry(
              "createIndex spec.byoc.readCapacity", dense(BYOC.withReadCapacity(CAPACITY)).build()),
          Map.entry("createIndex spec.byoc.schema", dense(BYOC.withSchema(SCHEMA)).build()),
          Map.entry("configureIndex tags", configure().tag("team", "a").build()),
          Map.entry("configureIndex embed", configure().textField("text").build()),
          Map.entry(
              "configureIndex embed without a textField",
              configure().readParameters(Fields.of("truncate", "END")).build()));

  private static final List<Row<?>> ROWS =
      Operations.all().stream().<Row<?>>flatMap(VersionedMemberTest::rows).toList();

  private record Row<Q>(Operation<Q, ?> operation, VersionedMember<Q> member) {
    Q sample() {
      Object special = SAMPLES.get(toString());
      return operation.request().cast(special == null ? sampleByName(this) : special);
    }

    @Override
    public String toString() {
      return operation + " " + member.name();
    }
  }

  private static <Q> Stream<Row<Q>> rows(Operation<Q, ?> operation) {
    return operation.versionedMembers().stream().map(member -> new Row<>(operation, member));
  }

  /** Returns a request whose builder has set the member by the method of its name. */
  private static Object sampleByName(Row<?> row) {
    Supplier<?> builders = BUILDERS.get(row.operation().request());
    if (builders == null) {
      throw new AssertionError("no sample and no builder for " + row);
    }
    for (Method method : builders.get().getClass().getMethods()) {
      for (Object value : VALUES) {
        Object builder = builders.get();
        if (isSetter(method, row.member().name()) && accepts(builder, method, value)) {
          return build(builder);
        }
      }
    }
    throw new AssertionError("no sample of " + row);
  }

  private static boolean isSetter(Method method, String name) {
    return method.getName().equals(name) && method.getParameterCount() == 1;
  }

  private static boolean accepts(Object builder, Method method, Object value) {
    try {
      method.invoke(builder, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // another type
    } catch (ReflectiveOperationException e) {
      return false; // out of bounds
    }
  }

  private static Object build(Object builder) {
    try {
      return builder.getClass().getMethod("build").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(builder + " does not build", e);
    }
  }

  private static CreateIndexRequest.Builder dense(IndexSpec spec) {
    return CreateIndexRequest.builder("docs", spec).dimension(3);
  }

  private static CreateIndexForModelRequest.Builder forModel() {
    return CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", "m", "text");
  }

  private static ConfigureIndexRequest.Builder configure() {
    return ConfigureIndexRequest.builder("docs");
  }

  private static CreateIndexFromBackupRequest restore() {
    return CreateIndexFromBackupRequest.builder("b-1", "docs").readCapacity(CAPACITY).build();
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  <Q> void isRefusedByNameInEachVersionThatLacksIt(Row<Q> row) {
    VersionedMember<Q> member = row.member();
    for (String version : VERSIONS) {
      if (version.compareTo(row.operation().since()) < 0) {
        continue;
      }
      Throwable refusal =
          catchThrowable(() -> SelectedApiVersion.of(version).check(row.operation(), row.sample()));
      if (member.isIn(version)) {
        String message = refusal == null ? "" : String.valueOf(refusal.getMessage());
        assertThat(message).doesNotContain("no member " + member.name() + " in");
        continue;
      }
      assertThat(refusal)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "%s has no member %s in API version %s: ",
              row.operation(), firstAbsent(row, version), version);
      assertThat(member.isPresent().test(row.sample())).isTrue();
      boolean isEarlier = member.first() != null && version.compareTo(member.first()) < 0;
      assertThat(member.bound(version))
          .isEqualTo(
              "%s is the %s version that has it",
              isEarlier ? member.first() : member.last(), isEarlier ? "first" : "last");
    }
  }

  /** Returns the member that is refused: an outer one comes before what it contains. */
  private static <Q> String firstAbsent(Row<Q> row, String version) {
    return row.operation().versionedMembers().stream()
        .filter(member -> !member.isIn(version) && member.isPresent().test(row.sample()))
        .map(VersionedMember::name)
        .findFirst()
        .orElseThrow();
  }

  /** Otherwise a refusal would not show that the member is what is refused. */
  @ParameterizedTest
  @FieldSource("ROWS")
  <Q> void aRequestWithoutTheMemberDoesNotHaveIt(Row<Q> row) {
    Supplier<?> builder = BUILDERS.get(row.operation().request());
    Q without =
        row.operation().request().cast(build(Objects.requireNonNull(builder, "builder").get()));

    assertThat(row.member().isPresent().test(without)).isFalse();
  }

  /**
   * The page of the operations lists the rows, so that none is lost: {@code OperationsPageTest}.
   */
  @Test
  void everySampleHasARowAndEveryRowAVersion() {
    assertThat(ROWS).extracting(Row::toString).containsAll(SAMPLES.keySet());
    assertThat(ROWS)
        .extracting(Row::member)
        .allSatisfy(
            member -> {
              assertThat(member.first() == null && member.last() == null).isFalse();
              for (String bound : new String[] {member.first(), member.last()}) {
                if (bound != null) {
                  assertThat(VERSIONS).contains(bound);
                }
              }
            });
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  <Q> void theVersionOfEachOperationHasAllMembers(Row<Q> row) {
    SelectedApiVersion versions = SelectedApiVersion.ofEachOperation();

    assertThat(row.member().isIn(row.operation().apiVersion(null))).isTrue();
    assertThatCode(() -> versions.check(row.operation(), row.sample())).doesNotThrowAnyException();
  }

  @Test
  void version202607ConfiguresAndCreatesClassicIndexes() {
    SelectedApiVersion version = SelectedApiVersion.of("2026-07");
    for (ConfigureIndexRequest change :
        List.of(
            configure().readCapacity(CAPACITY).build(),
            configure().byocReadCapacity(CAPACITY).build(),
            configure().replicas(2).podType("p1.x2").build(),
            configure().embed("multilingual-e5-large", "text").build())) {
      assertThatCode(() -> version.check(CONFIGURE_INDEX, change)).doesNotThrowAnyException();
    }
    for (CreateIndexRequest index :
        List.of(
            dense(SERVERLESS.withReadCapacity(CAPACITY)).build(),
            dense(BYOC.withReadCapacity(CAPACITY)).build(),
            CreateIndexRequest.sparse("docs", SERVERLESS))) {
      assertThatCode(() -> version.check(CREATE_INDEX, index)).doesNotThrowAnyException();
    }
  }

  @Test
  void indexesThatVersion202607CannotCreateAreRefusedWithTheLastVersionThatCan() {
    SelectedApiVersion version = SelectedApiVersion.of("2026-07");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                version.check(CREATE_INDEX, dense(IndexSpec.pod("us-east1-gcp", "p1.x1")).build()))
        .withMessage(
            "createIndex has no member spec.pod in API version 2026-07: 2026-04 is the last"
                + " version that has it; leave it out, or select another version with the"
                + " builder's apiVersion");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> version.check(CREATE_INDEX, dense(SERVERLESS.fromCollection("old")).build()))
        .withMessageContaining("no member spec.serverless.sourceCollection");
  }

  @Test
  void aChangeIsSentInTheVersionThatSupportsItsIndex() {
    assertThat(CONFIGURE_INDEX.apiVersion(null, configure().readCapacity(CAPACITY).build()))
        .isEqualTo("2026-07");
    assertThat(CONFIGURE_INDEX.apiVersion(null, configure().tag("team", "a").build()))
        .isEqualTo("2026-07");
    assertThat(CONFIGURE_INDEX.apiVersion(null, configure().replicas(2).build()))
        .isEqualTo("2026-04");
    assertThat(CONFIGURE_INDEX.apiVersion(null, configure().embed("m", "text").build()))
        .isEqualTo("2026-04");
    assertThat(CONFIGURE_INDEX.apiVersion("2025-10", configure().readCapacity(CAPACITY).build()))
        .isEqualTo("2025-10");
    assertThat(CREATE_INDEX.apiVersion(null, dense(SERVERLESS).build())).isEqualTo("2026-04");
  }

  @Test
  void theReadCapacityOfARestoreIsRefusedInAnEarlierVersion() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SelectedApiVersion.of("2026-04").check(CREATE_INDEX_FROM_BACKUP, restore()))
        .withMessage(
            "createIndexFromBackup has no member readCapacity in API version 2026-04: 2026-07 is"
                + " the first version that has it; leave it out, or select another version with"
                + " the builder's apiVersion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07", "2026-10", "2031-01", "2026-01.alpha"})
  void aNewVersionHasTheReadCapacityOfARestoreAndAPreReleaseIsNotChecked(String version) {
    assertThatCode(() -> SelectedApiVersion.of(version).check(CREATE_INDEX_FROM_BACKUP, restore()))
        .doesNotThrowAnyException();
  }

  @Test
  void isRefusedBeforeAnythingIsSent() {
    FakeTransport rest = new FakeTransport(Protocol.REST);
    try (Pinelink client =
        Pinelink.builder().apiKey("any-api-key").apiVersion("2026-04").transports(rest).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.controlPlane().createIndexFromBackup(restore()))
          .withMessageContaining("readCapacity in API version 2026-04");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.controlPlane().async().createIndexFromBackup(restore()));
      assertThat(rest.hasNoCall()).isTrue();
    }
  }
}
