package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.CREATE_API_KEY;
import static io.pinelink.admin.AdminOperations.CREATE_PROJECT;
import static io.pinelink.admin.AdminOperations.DELETE_PROJECT;
import static io.pinelink.admin.AdminOperations.DESCRIBE_API_KEY;
import static io.pinelink.admin.AdminOperations.DESCRIBE_PROJECT;
import static io.pinelink.admin.AdminOperations.LIST_ORGANIZATIONS;
import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.admin.AdminOperations.UPDATE_PROJECT;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.OrganizationRows.LONGEST_NAME;
import static io.pinelink.contract.OrganizationRows.NO_DATA;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreateProjectRequest;
import io.pinelink.admin.Project;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of projects. */
final class ProjectRows {
  private ProjectRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    create(section);
    describe(section);
    list(section);
    update(section);
    delete(section);
    return section;
  }

  private static Project make(Calls calls, CreateProjectRequest.Builder request) {
    return calls.call(CREATE_PROJECT, request.build());
  }

  /** Creates a project. */
  static Project make(Calls calls) {
    return make(calls, CreateProjectRequest.builder(Calls.newName("project")));
  }

  private static Project get(Calls calls, String id) {
    return calls.call(DESCRIBE_PROJECT, ById.of("projectId", id));
  }

  private static List<Project> all(Calls calls) {
    return calls.call(LIST_PROJECTS, new EmptyRequest()).items();
  }

  private static void create(Section section) {
    section.sample(CREATE_PROJECT, CreateProjectRequest.named("sample"));
    section.row(
        CREATE_PROJECT,
        ROUND_TRIP,
        "with all settings",
        calls -> {
          Project made =
              make(
                  calls,
                  CreateProjectRequest.builder("search").maxPods(7).forceEncryptionWithCmek());

          assertFalse(made.id().isEmpty());
          assertEquals("search", made.name());
          assertEquals(7, made.maxPods());
          assertTrue(made.forceEncryptionWithCmek());
          assertEquals(
              calls.call(LIST_ORGANIZATIONS, new EmptyRequest()).items().get(0).id(),
              made.organizationId());
          assertTrue(made.createdAt().isPresent());
          assertTrue(made.info().requestId().isPresent());
        });
    section.row(
        CREATE_PROJECT,
        PRESENCE,
        "no pods and no encryption with a customer key by default",
        calls -> {
          Project made = make(calls);

          assertEquals(0, made.maxPods());
          assertFalse(made.forceEncryptionWithCmek());
        });
    section.row(
        CREATE_PROJECT,
        LIMITS,
        "the shortest and the longest name, of any characters, twice",
        calls -> {
          assertEquals("漢", make(calls, CreateProjectRequest.builder("漢")).name());
          Project first = make(calls, CreateProjectRequest.builder(LONGEST_NAME));
          Project second = make(calls, CreateProjectRequest.builder("😀".repeat(512)));

          assertEquals(LONGEST_NAME, first.name());
          assertEquals("😀".repeat(512), second.name());
          assertEquals(
              Integer.MAX_VALUE,
              make(calls, CreateProjectRequest.builder("pods").maxPods(Integer.MAX_VALUE))
                  .maxPods());
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_PROJECT, ById.of("projectId", "p"));
    section.row(
        DESCRIBE_PROJECT,
        ROUND_TRIP,
        "as it was created",
        calls -> {
          Project made = make(calls);

          assertEquals(Facts.by(made), Facts.by(get(calls, made.id())));
        });
    section.row(
        DESCRIBE_PROJECT,
        PRESENCE,
        "missing and null members are absent; a response without an id is malformed",
        calls -> {
          String nothing =
              """
              ,"max_pods":null,"force_encryption_with_cmek":null,"organization_id":null,
               "created_at":null\
              """;
          for (String rest : List.of("}", nothing + "}")) {
            Project reported =
                calls.answered(DESCRIBE_PROJECT, "{\"id\":\"p\",\"name\":\"\"" + rest);

            assertEquals("", reported.name());
            assertEquals(0, reported.maxPods());
            assertFalse(reported.forceEncryptionWithCmek());
            assertEquals(Optional.empty(), reported.createdAt());
          }
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_PROJECT, "{\"name\":\"search\"}"));
        });
    section.row(
        DESCRIBE_PROJECT,
        LIMITS,
        "ids that a path must escape are not found",
        calls -> RefusalAssertions.notFoundEach("Project", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void list(Section section) {
    section.sample(LIST_PROJECTS, new EmptyRequest());
    section.row(
        LIST_PROJECTS,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          Project made = make(calls);
          ListResponse<Project> all = calls.call(LIST_PROJECTS, new EmptyRequest());

          assertEquals(
              List.of(Facts.by(made)),
              all.items().stream()
                  .filter(project -> project.id().equals(made.id()))
                  .map(Facts::by)
                  .toList());
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), all.items().get(0).info());
        });
    section.row(
        LIST_PROJECTS,
        PRESENCE,
        "an empty list in every form of the response",
        calls -> {
          for (String body : NO_DATA) {
            assertEquals(List.of(), calls.answered(LIST_PROJECTS, body).items());
          }
        });
    section.row(
        LIST_PROJECTS,
        LIMITS,
        "101 projects with the longest name",
        calls -> {
          CreateProjectRequest.Builder longest = CreateProjectRequest.builder(LONGEST_NAME);
          List<String> made =
              IntStream.range(0, 101).mapToObj(i -> make(calls, longest).id()).toList();

          List<String> ids =
              all(calls).stream()
                  .filter(project -> project.name().equals(LONGEST_NAME))
                  .map(Project::id)
                  .toList();
          assertTrue(ids.containsAll(made), ids.toString());
        });
  }

  private static void update(Section section) {
    section.sample(UPDATE_PROJECT, UpdateProjectRequest.builder("sample").maxPods(0).build());
    section.row(
        UPDATE_PROJECT,
        ROUND_TRIP,
        "name, pods and encryption",
        calls -> {
          Project changed =
              calls.call(
                  UPDATE_PROJECT,
                  UpdateProjectRequest.builder(make(calls).id())
                      .name("renamed")
                      .maxPods(3)
                      .forceEncryptionWithCmek()
                      .build());

          assertEquals("renamed", changed.name());
          assertEquals(3, changed.maxPods());
          assertTrue(changed.forceEncryptionWithCmek());
          assertTrue(changed.info().requestId().isPresent());
          assertEquals(Facts.by(changed), Facts.by(get(calls, changed.id())));
        });
    section.row(
        UPDATE_PROJECT,
        PRESENCE,
        "settings that are not given do not change, and zero pods are a given value",
        calls -> {
          Project made =
              make(
                  calls,
                  CreateProjectRequest.builder("search").maxPods(7).forceEncryptionWithCmek());
          Project renamed =
              calls.call(
                  UPDATE_PROJECT, UpdateProjectRequest.builder(made.id()).name("renamed").build());
          assertEquals(7, renamed.maxPods());
          assertTrue(renamed.forceEncryptionWithCmek());

          Project none =
              calls.call(
                  UPDATE_PROJECT, UpdateProjectRequest.builder(made.id()).maxPods(0).build());
          assertEquals(0, none.maxPods());
          assertEquals("renamed", none.name());
        });
    section.row(
        UPDATE_PROJECT,
        LIMITS,
        "the longest name; ids that a path must escape are not found",
        calls -> {
          UpdateProjectRequest.Builder longest =
              UpdateProjectRequest.builder(make(calls).id()).name(LONGEST_NAME);
          assertEquals(LONGEST_NAME, calls.call(UPDATE_PROJECT, longest.build()).name());

          RefusalAssertions.notFoundEach(
              "Project",
              AWKWARD_IDS,
              id -> calls.call(UPDATE_PROJECT, UpdateProjectRequest.builder(id).name("õ").build()));
        });
  }

  private static void delete(Section section) {
    section.sample(DELETE_PROJECT, ById.of("projectId", "sample")).noBodyOverRest(DELETE_PROJECT);
    section.row(
        DELETE_PROJECT,
        ROUND_TRIP,
        "it is gone, with its API keys",
        calls -> {
          String id = make(calls).id();
          String key =
              calls
                  .call(CREATE_API_KEY, CreateApiKeyRequest.builder(id, "ci").build())
                  .description()
                  .id();

          assertTrue(
              calls.call(DELETE_PROJECT, ById.of("projectId", id)).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertThrows(
              NotFoundException.class,
              () -> calls.call(DESCRIBE_API_KEY, ById.of("apiKeyId", key)));
        });
    section.row(
        DELETE_PROJECT,
        PRESENCE,
        "with contents, it remains",
        calls -> {
          calls.newIndex(2, Metric.COSINE);
          String first = all(calls).get(0).id();

          RefusalAssertions.as(
              ErrorCode.FAILED_PRECONDITION,
              () -> calls.call(DELETE_PROJECT, ById.of("projectId", first)));
          assertEquals(first, get(calls, first).id());
        });
    section.row(
        DELETE_PROJECT,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Project",
                AWKWARD_IDS,
                id -> calls.call(DELETE_PROJECT, ById.of("projectId", id))));
  }
}
