package io.pinelink.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.AsyncControlPlane;
import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncImports;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncInference;
import io.pinelink.AsyncNamespaces;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.AsyncTypedDocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.PageRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedProject;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests every publisher of the client by the TCK of Reactive Streams, against the server. */
class PublishersTckIT {
  /** The most items that a rule needs, but for one that needs two billion. */
  private static final long MAX = 20;

  private static final int PAGE = 4;
  private static final Filter ALL = Filter.gte("rank", 0);

  private static final Set<String> NEEDS_MANY_ITEMS =
      Set.of("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");

  private static final List<Class<?>> FACADES =
      List.of(
          AsyncControlPlane.class,
          AsyncDocumentIndex.class,
          AsyncImports.class,
          AsyncIndex.class,
          AsyncInference.class,
          AsyncNamespaces.class,
          AsyncRecordIndex.class,
          AsyncTypedDocumentIndex.class);

  @TempDir private static Path bucket;

  private static EmbeddedPinecone server;
  private static final Map<Long, FilledProject> PROJECTS = new HashMap<>();

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().bucket("s3://bucket", bucket).start();
  }

  @AfterAll
  static void stop() {
    PROJECTS.values().forEach(FilledProject::close);
    server.close();
  }

  /** A publisher, and the most items that it can have. */
  private record Row(Function<FilledProject.View, Flow.Publisher<?>> publisher, long max) {}

  private static Row row(Function<FilledProject.View, Flow.Publisher<?>> publisher) {
    return new Row(publisher, MAX);
  }

  private static Map<String, Row> rows() {
    ListIdsRequest ids = ListIdsRequest.builder().limit(PAGE).build();
    PageRequest page = PageRequest.builder().limit(PAGE).build();
    FetchDocumentsRequest documents =
        FetchDocumentsRequest.builder().filter(ALL).limit(PAGE).build();
    return Map.ofEntries(
        Map.entry("AsyncIndex.listAllIds", row(view -> view.docs().listAllIds(ids))),
        Map.entry("AsyncIndex.scan", row(view -> view.docs().scan(ids))),
        Map.entry(
            "AsyncIndex.fetchAllByMetadata",
            row(
                view ->
                    view.docs()
                        .fetchAllByMetadata(
                            FetchByMetadataRequest.builder(ALL).limit(PAGE).build()))),
        Map.entry("AsyncDocumentIndex.listAllIds", row(view -> view.articles().listAllIds(ids))),
        Map.entry("AsyncDocumentIndex.scan", row(view -> view.articles().scan(ids))),
        Map.entry("AsyncDocumentIndex.fetchAll", row(view -> view.articles().fetchAll(documents))),
        Map.entry(
            "AsyncTypedDocumentIndex.fetchAll",
            row(view -> view.articles().as(FilledProject.Article.class).fetchAll(documents))),
        Map.entry(
            "AsyncNamespaces.listAll",
            row(
                view ->
                    view.spaces()
                        .namespaces()
                        .listAll(ListNamespacesRequest.builder().limit(PAGE).build()))),
        Map.entry(
            "AsyncNamespaces.listAllAliases",
            row(
                view ->
                    view.docs()
                        .namespaces()
                        .listAllAliases(
                            ListNamespaceAliasesRequest.builder().limit(PAGE).build()))),
        Map.entry("AsyncImports.listAll", row(view -> view.docs().imports().listAll(page))),
        Map.entry(
            "AsyncControlPlane.listAllBackups",
            row(
                view ->
                    view.control()
                        .listAllBackups(
                            ListBackupsRequest.builder().index("docs").limit(PAGE).build()))),
        Map.entry(
            "AsyncControlPlane.listAllRestoreJobs",
            row(view -> view.control().listAllRestoreJobs(page))),
        Map.entry(
            // An index has one schedule at most.
            "AsyncControlPlane.listAllBackupSchedules",
            new Row(
                view ->
                    view.control()
                        .listAllBackupSchedules(ListBackupSchedulesRequest.ofIndex("spaces")),
                1)),
        Map.entry(
            // With what is scheduled next.
            "AsyncControlPlane.listAllBackupScheduleHistory",
            new Row(
                view ->
                    view.control()
                        .listAllBackupScheduleHistory(
                            ListBackupScheduleHistoryRequest.ofSchedule(view.schedule())),
                1)),
        Map.entry(
            "AsyncControlPlane.listAllConversionJobs",
            row(view -> view.control().listAllConversionJobs(page))));
  }

  @TestFactory
  Stream<DynamicContainer> everyPublisher() {
    return rows().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(row -> DynamicContainer.dynamicContainer(row.getKey(), rules(row.getValue())));
  }

  private static Stream<org.junit.jupiter.api.DynamicTest> rules(Row row) {
    return TckRules.of(
        () ->
            new PublisherRules<>(
                count -> of(row, project(count).view()),
                () -> of(row, project(1).viewWithWrongKey()),
                row.max()),
        NEEDS_MANY_ITEMS);
  }

  @SuppressWarnings("unchecked") // no rule looks at items
  private static Flow.Publisher<Object> of(Row row, FilledProject.View view) {
    return (Flow.Publisher<Object>) row.publisher().apply(view);
  }

  private static FilledProject project(long count) {
    return PROJECTS.computeIfAbsent(
        count,
        key -> {
          EmbeddedProject project = server.addProject("project-" + key);
          return FilledProject.fill(project, key.intValue());
        });
  }

  @Test
  void noPublisherIsMissing() {
    Set<String> found =
        FACADES.stream()
            .flatMap(
                facade ->
                    Arrays.stream(facade.getMethods())
                        .filter(method -> method.getReturnType() == Flow.Publisher.class)
                        .map(Method::getName)
                        .map(name -> facade.getSimpleName() + "." + name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(found).isEqualTo(rows().keySet());
  }

  /** A client's facades are found by their classes: a new one belongs to the list. */
  @Test
  void noFacadeOfTheClientIsMissing() {
    assertThat(FACADES)
        .containsAll(
            Arrays.stream(Pinelink.class.getMethods())
                .map(Method::getReturnType)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().equals("async"))
                .map(Method::getReturnType)
                .filter(type -> type.getSimpleName().startsWith("Async"))
                .filter(type -> !java.lang.reflect.Modifier.isAbstract(type.getModifiers()))
                .collect(Collectors.toSet()));
  }
}
