package io.pinelink.server.internal.admin;

import io.pinelink.server.internal.saving.SavedDocument;

/** The documents of the resources of the admin API. */
final class AdminDocuments {
  private AdminDocuments() {}

  static SavedDocument of(OrganizationStore.Organization organization) {
    return SavedDocument.empty()
        .put("id", organization.id())
        .put("name", organization.name())
        .put("created_at", organization.createdAt());
  }

  static OrganizationStore.Organization organization(SavedDocument from) {
    return new OrganizationStore.Organization(
        from.text("id"), from.text("name"), from.time("created_at"));
  }

  static SavedDocument of(OrganizationStore.Project project) {
    return SavedDocument.empty()
        .put("id", project.id())
        .put("short_id", project.served().shortId())
        .put("name", project.name())
        .put("max_pods", project.maxPods())
        .put("forces_cmek", project.forcesCmek())
        .put("created_at", project.createdAt());
  }

  static OrganizationStore.Project project(SavedDocument from, ProjectResource served) {
    return new OrganizationStore.Project(
        served.id(),
        from.text("name"),
        from.integer("max_pods"),
        from.flag("forces_cmek"),
        from.time("created_at"),
        served);
  }

  static SavedDocument of(OrganizationStore.Key key) {
    return SavedDocument.empty()
        .put("id", key.id())
        .put("name", key.name())
        .put("project_id", key.projectId())
        .putTexts("roles", key.roles())
        .put("value", key.value());
  }

  static OrganizationStore.Key key(SavedDocument from) {
    return new OrganizationStore.Key(
        from.text("id"),
        from.text("name"),
        from.text("project_id"),
        from.texts("roles"),
        from.text("value"));
  }

  static SavedDocument of(MemberRegistry.User user) {
    return SavedDocument.empty()
        .put("number", user.number())
        .put("id", user.id())
        .put("email", user.email())
        .put("name", user.name());
  }

  static MemberRegistry.User user(SavedDocument from) {
    return new MemberRegistry.User(
        from.number("number"), from.text("id"), from.text("email"), from.textOrNull("name"));
  }

  static SavedDocument of(MemberRegistry.Invite invite) {
    return SavedDocument.empty()
        .put("number", invite.number())
        .put("id", invite.id())
        .put("email", invite.email())
        .put("created_at", invite.createdAt())
        .put("expires_at", invite.expiresAt())
        .put("processed_at", invite.processedAt());
  }

  static MemberRegistry.Invite invite(SavedDocument from) {
    return new MemberRegistry.Invite(
        from.number("number"),
        from.text("id"),
        from.text("email"),
        from.time("created_at"),
        from.time("expires_at"),
        from.timeOrNull("processed_at"));
  }

  static SavedDocument of(ServiceAccountRegistry.ServiceAccount account) {
    return SavedDocument.empty()
        .put("number", account.number())
        .put("id", account.id())
        .put("name", account.name())
        .put("client_id", account.credentials().id())
        .put("client_secret", account.credentials().secret())
        .put("created_at", account.createdAt())
        .put("updated_at", account.updatedAt());
  }

  static ServiceAccountRegistry.ServiceAccount serviceAccount(SavedDocument from) {
    return new ServiceAccountRegistry.ServiceAccount(
        from.number("number"),
        from.text("id"),
        from.text("name"),
        new Credentials(from.text("client_id"), from.text("client_secret")),
        from.time("created_at"),
        from.time("updated_at"));
  }

  static SavedDocument of(RoleBindingRegistry.RoleBinding binding) {
    return SavedDocument.empty()
        .put("number", binding.number())
        .put("id", binding.id())
        .put("principal_type", binding.principalType())
        .put("principal_id", binding.principalId())
        .put("resource_type", binding.resourceType())
        .put("resource_id", binding.resourceId())
        .put("role", binding.role())
        .put("created_at", binding.createdAt());
  }

  static RoleBindingRegistry.RoleBinding roleBinding(SavedDocument from) {
    return new RoleBindingRegistry.RoleBinding(
        from.number("number"),
        from.text("id"),
        from.text("principal_type"),
        from.text("principal_id"),
        from.text("resource_type"),
        from.text("resource_id"),
        from.text("role"),
        from.time("created_at"));
  }
}
