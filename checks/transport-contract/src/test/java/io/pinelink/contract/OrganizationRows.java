package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.DELETE_ORGANIZATION;
import static io.pinelink.admin.AdminOperations.DELETE_PROJECT;
import static io.pinelink.admin.AdminOperations.DESCRIBE_ORGANIZATION;
import static io.pinelink.admin.AdminOperations.LIST_ORGANIZATIONS;
import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.admin.AdminOperations.UPDATE_ORGANIZATION;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.internal.request.Rename;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.model.ListResponse;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.Optional;

/** The rows of organizations. */
final class OrganizationRows {
  /** Ids that a path must escape; the admin API has no ids that consist only of dots. */
  static final List<String> AWKWARD_IDS =
      NamespaceRows.AWKWARD.stream().filter(id -> !id.startsWith(".")).toList();

  /** The longest name that an organization or a project can have: 512 characters of any kind. */
  static final String LONGEST_NAME = "õ \"\\/漢".repeat(85) + "xy";

  /** Response bodies that represent an empty list. */
  static final List<String> NO_DATA = List.of("{\"data\":[]}", "{\"data\":null}", "{}");

  private OrganizationRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::token);
    list(section);
    describe(section);
    update(section);
    delete(section);
    return section;
  }

  /** Returns the only organization. */
  private static Organization only(Calls calls) {
    return calls.call(LIST_ORGANIZATIONS, new EmptyRequest()).items().get(0);
  }

  private static Organization get(Calls calls, String id) {
    return calls.call(DESCRIBE_ORGANIZATION, ById.of("organizationId", id));
  }

  private static Organization rename(Calls calls, String name) {
    return calls.call(UPDATE_ORGANIZATION, new Rename(only(calls).id(), name));
  }

  private static void list(Section section) {
    section.sample(LIST_ORGANIZATIONS, new EmptyRequest());
    section.row(
        LIST_ORGANIZATIONS,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          ListResponse<Organization> all = calls.call(LIST_ORGANIZATIONS, new EmptyRequest());

          assertEquals(1, all.items().size());
          Organization only = all.items().get(0);
          assertEquals(Facts.by(only), Facts.by(get(calls, only.id())));
          assertTrue(all.info().requestId().isPresent());
          assertSame(all.info(), only.info());
        });
    section.row(
        LIST_ORGANIZATIONS,
        PRESENCE,
        "an empty list in every form of the response",
        calls -> {
          for (String body : NO_DATA) {
            assertEquals(List.of(), calls.answered(LIST_ORGANIZATIONS, body).items());
          }
        });
    section.row(
        LIST_ORGANIZATIONS,
        LIMITS,
        "the longest name",
        calls -> {
          rename(calls, LONGEST_NAME);

          assertEquals(LONGEST_NAME, only(calls).name());
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_ORGANIZATION, ById.of("organizationId", "o"));
    section.row(
        DESCRIBE_ORGANIZATION,
        ROUND_TRIP,
        "all members",
        calls -> {
          String id = only(calls).id();
          Organization found = get(calls, id);

          assertEquals(id, found.id());
          assertEquals("Standard", found.plan());
          assertEquals("Active", found.paymentStatus());
          assertEquals("Developer", found.supportTier());
          assertTrue(found.createdAt().isPresent());
        });
    section.row(
        DESCRIBE_ORGANIZATION,
        PRESENCE,
        "missing and null members are absent; a response without a name is malformed",
        calls -> {
          String nothing =
              ",\"plan\":null,\"payment_status\":null,\"support_tier\":null,\"created_at\":null";
          for (String rest : List.of("}", nothing + "}")) {
            Organization reported =
                calls.answered(DESCRIBE_ORGANIZATION, "{\"id\":\"o\",\"name\":\"\"" + rest);

            assertEquals("", reported.name());
            assertEquals("", reported.plan());
            assertEquals("", reported.paymentStatus());
            assertEquals("", reported.supportTier());
            assertEquals(Optional.empty(), reported.createdAt());
          }
          assertThrows(
              MalformedResponseException.class,
              () -> calls.answered(DESCRIBE_ORGANIZATION, "{\"id\":\"o\",\"name\":null}"));
        });
    section.row(
        DESCRIBE_ORGANIZATION,
        LIMITS,
        "ids that a path must escape are not found",
        calls -> RefusalAssertions.notFoundEach("Organization", AWKWARD_IDS, id -> get(calls, id)));
  }

  private static void update(Section section) {
    section.sample(UPDATE_ORGANIZATION, new Rename("sample", "sample"));
    section.row(
        UPDATE_ORGANIZATION,
        ROUND_TRIP,
        "a new name",
        calls -> {
          Organization renamed = rename(calls, "Acme");

          assertEquals("Acme", renamed.name());
          assertTrue(renamed.info().requestId().isPresent());
          assertEquals(Facts.by(renamed), Facts.by(get(calls, renamed.id())));
        });
    section.row(
        UPDATE_ORGANIZATION,
        PRESENCE,
        "only the name changes; a missing one is not found",
        calls -> {
          Organization old = only(calls);
          Organization renamed = rename(calls, "Acme");

          assertEquals(old.id(), renamed.id());
          assertEquals(old.createdAt(), renamed.createdAt());
          assertEquals(old.plan(), renamed.plan());
          RefusalAssertions.notFound(
              "Organization missing not found.",
              () -> calls.call(UPDATE_ORGANIZATION, new Rename("missing", "Acme")));
        });
    section.row(
        UPDATE_ORGANIZATION,
        LIMITS,
        "the shortest and the longest name, of any characters",
        calls -> {
          assertEquals("漢", rename(calls, "漢").name());
          assertEquals(LONGEST_NAME, rename(calls, LONGEST_NAME).name());
          assertEquals("😀".repeat(512), rename(calls, "😀".repeat(512)).name());
        });
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_ORGANIZATION, ById.of("organizationId", "sample"))
        .noBodyOverRest(DELETE_ORGANIZATION);
    section.row(
        DELETE_ORGANIZATION,
        ROUND_TRIP,
        "it is gone, after its projects",
        calls -> {
          try (EmbeddedPinecone own = EmbeddedPinecone.builder().localMode().start()) {
            AdminCalls admin = AdminCalls.at(own, calls);
            EmptyRequest all = new EmptyRequest();
            String id = admin.call(LIST_ORGANIZATIONS, all).items().get(0).id();
            for (Project project : admin.call(LIST_PROJECTS, new EmptyRequest()).items()) {
              admin.call(DELETE_PROJECT, ById.of("projectId", project.id()));
            }

            assertTrue(
                admin
                    .call(DELETE_ORGANIZATION, ById.of("organizationId", id))
                    .info()
                    .requestId()
                    .isPresent());
            assertEquals(List.of(), admin.call(LIST_ORGANIZATIONS, all).items());
          }
        });
    section.row(
        DELETE_ORGANIZATION,
        PRESENCE,
        "with projects, it remains",
        calls -> {
          String id = only(calls).id();

          RefusalAssertions.as(
              ErrorCode.FAILED_PRECONDITION,
              () -> calls.call(DELETE_ORGANIZATION, ById.of("organizationId", id)));
          assertEquals(id, only(calls).id());
        });
    section.row(
        DELETE_ORGANIZATION,
        LIMITS,
        "ids that a path must escape are not found",
        calls ->
            RefusalAssertions.notFoundEach(
                "Organization",
                AWKWARD_IDS,
                id -> calls.call(DELETE_ORGANIZATION, ById.of("organizationId", id))));
  }
}
