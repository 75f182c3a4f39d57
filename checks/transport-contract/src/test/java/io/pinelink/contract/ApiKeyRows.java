package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.CREATE_API_KEY;
import static io.pinelink.admin.AdminOperations.DELETE_API_KEY;
import static io.pinelink.admin.AdminOperations.DESCRIBE_API_KEY;
import static io.pinelink.admin.AdminOperations.LIST_API_KEYS;
import static io.pinelink.admin.AdminOperations.UPDATE_API_KEY;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.OrganizationRows.NO_DATA;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreateApiKeyRequest;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Role;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.ListResponse;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of the API keys of a project. */
final class ApiKeyRows {
  private static final Role[] EVERY = {
    Role.PROJECT_EDITOR,
    Role.PROJECT_VIEWER,
    Role.CONTROL_PLANE_EDITOR,
    Role.CONTROL_PLANE_VIEWER,
    Role.DATA_PLANE_EDITOR,
    Role.DATA_PLANE_VIEWER
  };

  /** The longest name that a key can have: 80 characters of any kind. */
  private static final String LONGEST_NAME = "õ \"\\/漢".repeat(13) + "xy";

  private ApiKeyRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    create(section);
    describe(section);
    list(section);
    update(section);
    delete(section);
    return section;
  }

  private static CreateApiKeyRequest.Builder named(Calls calls, String name) {
    return CreateApiKeyRequest.builder(ProjectRows.make(calls).id(), name);
  }

  private static CreatedApiKey make(Calls calls, CreateApiKeyRequest.Builder request) {
    return calls.call(CREATE_API_KEY, request.build());
  }

  /** Creates a key in its own project and returns its id. */
  private static String make(Calls calls) {
    return make(calls, named(calls, "ci")).description().id();
  }

  private static ApiKeyDescription get(Calls calls, String id) {
    return calls.call(DESCRIBE_API_KEY, ById.of("apiKeyId", id));
  }

  private static ApiKeyDescription change(Calls calls, UpdateApiKeyRequest.Builder request) {
    return calls.call(UPDATE_API_KEY, request.build());
  }

  /** Makes a call with a key. */
  private static void enter(Calls calls, String key) {
    CallContext usual = calls.context(LIST_INDEXES, Calls.TIMEOUT);
    Calls.await(
        calls.start(
            LIST_INDEXES,
            new EmptyRequest(),
            Calls.context(usual.route(), "", Calls.TIMEOUT, new ApiKey(key))));
  }

  private static void create(Section section) {
    section.sample(CREATE_API_KEY, CreateApiKeyRequest.builder("sample", "sample").build());
    section.row(
        CREATE_API_KEY,
        ROUND_TRIP,
        "a key that is accepted, with the description that later calls return",
        calls -> {
          CreateApiKeyRequest.Builder request =
              named(calls, "ci").roles(Role.DATA_PLANE_VIEWER, Role.CONTROL_PLANE_VIEWER);
          CreatedApiKey made = make(calls, request);

          assertEquals("ci", made.description().name());
          assertEquals(request.build().projectId(), made.description().projectId());
          assertEquals(
              List.of(Role.DATA_PLANE_VIEWER, Role.CONTROL_PLANE_VIEWER),
              made.description().roles());
          assertTrue(made.info().requestId().isPresent());
          assertFalse(made.toString().contains(made.secret()), "shows itself");
          enter(calls, made.secret());
        });
    section.row(
        CREATE_API_KEY,
        PRESENCE,
        "an editor by default; a response without the key itself is malformed",
        calls -> {
          assertEquals(
              List.of(Role.PROJECT_EDITOR), make(calls, named(calls, "ci")).description().roles());
          String key = "{\"key\":{\"id\":\"k\",\"name\":\"ci\",\"project_id\":\"p\",\"roles\":[]}";
          assertEquals(
              List.of(),
              calls.answered(CREATE_API_KEY, key + ",\"value\":\"v\"}").description().roles());
          assertThrows(
              MalformedResponseException.class, () -> calls.answered(CREATE_API_KEY, key + "}"));
        });
    section.row(
        CREATE_API_KEY,
        LIMITS,
        "the longest name of any characters, every role; unknown roles and projects are refused",
        calls -> {
          ApiKeyDescription made =
              make(calls, named(calls, LONGEST_NAME).roles(EVERY)).description();
          assertEquals(LONGEST_NAME, made.name());
          assertEquals(List.of(EVERY), made.roles());

          assertEquals(
              "😀".repeat(80), make(calls, named(calls, "😀".repeat(80))).description().name());
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> make(calls, named(calls, "ci").roles(new Role("õ"))));
          RefusalAssertions.notFoundEach(
              "Project", AWKWARD_IDS, id -> make(calls, CreateApiKeyRequest.builder(id, "ci")));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_API_KEY, ById.of("apiKeyId", "k"));
    section.row(
        DESCRIBE_API_KEY,
        ROUND_TRIP,
        "as it was created, without the key itself",
        calls -> {
          CreatedApiKey made = make(calls, named(calls, "ci").roles(Role.DATA_PLANE_EDITOR));
          ApiKeyDescription found = get(calls, made.description().id());

          assertEquals(Facts.by(made.description()), Facts.by(found));
          assertFalse(found.toString().contains(made.secret()), "shows itself");
        });
    section.row(
        DESCRIBE_API_KEY,
        PRESENCE,
        "no roles in every form of the response; unknown roles are kept",
        calls -> {
          String start = "{\"id\":\"k\",\"name\":\"\",\"project_id\":\"p\"";
          for (String rest : List.of("}", ",\"roles\":null}", ",\"roles\":[]}")) {
            ApiKeyDescription reported = calls.answered(DESCRIBE_API_KEY, start + rest);

            assertEquals("", reported.name());
            assertEquals(List.of(), reported.roles());
          }
          assertEquals(
              List.of(new Role("õ")),
              calls.answered(DESCRIBE_API_KEY, start + ",\"roles\":[\"õ\"]}").roles());
        });
    section.row(
        DESCRIBE_API_KEY,
        LIMITS,
        "ids that a path must escape are not found",
        calls -> RefusalAssertions.notFoundEach("API Key", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void list(Section section) {
    section.sample(LIST_API_KEYS, ById.of("projectId", "sample"));
    section.row(
        LIST_API_KEYS,
        ROUND_TRIP,
        "only the project's keys, each as it is described",
        calls -> {
          CreateApiKeyRequest.Builder request = named(calls, "ci");
          ApiKeyDescription first = make(calls, request).description();
          ApiKeyDescription second = make(calls, request.roles(EVERY)).description();
          make(calls);
          ListResponse<ApiKeyDescription> all =
              calls.call(LIST_API_KEYS, ById.of("projectId", first.projectId()));

          assertEquals(
              List.of(Facts.by(first), Facts.by(second)),
              all.items().stream().map(Facts::by).toList());
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), all.items().get(0).info());
        });
    section.row(
        LIST_API_KEYS,
        PRESENCE,
        "an empty list in every form of the response",
        calls -> {
          String project = ProjectRows.make(calls).id();
          assertEquals(List.of(), calls.call(LIST_API_KEYS, ById.of("projectId", project)).items());

          for (String body : NO_DATA) {
            assertEquals(List.of(), calls.answered(LIST_API_KEYS, body).items());
          }
        });
    section.row(
        LIST_API_KEYS,
        LIMITS,
        "101 of the longest name; ids that a path must escape are not found",
        calls -> {
          CreateApiKeyRequest.Builder request = named(calls, LONGEST_NAME);
          IntStream.range(0, 101).forEach(i -> make(calls, request));
          List<ApiKeyDescription> all =
              calls.call(LIST_API_KEYS, ById.of("projectId", request.build().projectId())).items();

          assertEquals(101, all.size());
          assertEquals(LONGEST_NAME, all.get(100).name());
          RefusalAssertions.notFoundEach(
              "Project", AWKWARD_IDS, id -> calls.call(LIST_API_KEYS, ById.of("projectId", id)));
        });
  }

  private static void update(Section section) {
    section.sample(UPDATE_API_KEY, UpdateApiKeyRequest.builder("sample").name("sample").build());
    section.row(
        UPDATE_API_KEY,
        ROUND_TRIP,
        "name and roles",
        calls -> {
          String id = make(calls);
          ApiKeyDescription changed =
              change(calls, UpdateApiKeyRequest.builder(id).name("cd").roles(EVERY));

          assertEquals("cd", changed.name());
          assertEquals(List.of(EVERY), changed.roles());
          assertTrue(changed.info().requestId().isPresent());
          assertEquals(Facts.by(changed), Facts.by(get(calls, id)));
        });
    section.row(
        UPDATE_API_KEY,
        PRESENCE,
        "settings that are not given do not change; given roles replace all",
        calls -> {
          String id = make(calls);
          ApiKeyDescription renamed = change(calls, UpdateApiKeyRequest.builder(id).name("cd"));
          assertEquals(List.of(Role.PROJECT_EDITOR), renamed.roles());

          ApiKeyDescription viewer =
              change(calls, UpdateApiKeyRequest.builder(id).roles(Role.PROJECT_VIEWER));
          assertEquals("cd", viewer.name());
          assertEquals(List.of(Role.PROJECT_VIEWER), viewer.roles());
        });
    section.row(
        UPDATE_API_KEY,
        LIMITS,
        "the longest name; unknown roles; ids that a path must escape are not found",
        calls -> {
          UpdateApiKeyRequest.Builder request = UpdateApiKeyRequest.builder(make(calls));
          assertEquals(LONGEST_NAME, change(calls, request.name(LONGEST_NAME)).name());

          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT, () -> change(calls, request.roles(new Role("õ"))));
          RefusalAssertions.notFoundEach(
              "API Key",
              AWKWARD_IDS,
              id -> change(calls, UpdateApiKeyRequest.builder(id).name("cd")));
        });
  }

  private static void delete(Section section) {
    section.sample(DELETE_API_KEY, ById.of("apiKeyId", "sample")).noBodyOverRest(DELETE_API_KEY);
    section.row(
        DELETE_API_KEY,
        ROUND_TRIP,
        "it is gone, and refused",
        calls -> {
          CreatedApiKey made = make(calls, named(calls, "ci"));
          String id = made.description().id();
          enter(calls, made.secret());

          assertTrue(
              calls.call(DELETE_API_KEY, ById.of("apiKeyId", id)).info().requestId().isPresent());
          assertThrows(NotFoundException.class, () -> get(calls, id));
          assertThrows(UnauthenticatedException.class, () -> enter(calls, made.secret()));
        });
    section.row(
        DELETE_API_KEY,
        PRESENCE,
        "a missing one is not found",
        calls -> {
          String id = make(calls);
          calls.call(DELETE_API_KEY, ById.of("apiKeyId", id));

          RefusalAssertions.notFound(
              "API Key " + id + " not found.",
              () -> calls.call(DELETE_API_KEY, ById.of("apiKeyId", id)));
        });
    section.row(
        DELETE_API_KEY,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "API Key", AWKWARD_IDS, id -> calls.call(DELETE_API_KEY, ById.of("apiKeyId", id))));
  }
}
