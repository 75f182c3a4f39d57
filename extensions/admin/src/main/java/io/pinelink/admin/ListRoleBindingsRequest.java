package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of role bindings. A role binding must meet all given conditions.
 *
 * <p>Immutable and thread-safe. Source: listRoleBindings, API version 2026-07.
 */
public final class ListRoleBindingsRequest
    extends PaginatedRequest<ListRoleBindingsRequest, ListRoleBindingsRequest.Builder> {
  private static final ListRoleBindingsRequest ALL = builder().build();

  private ListRoleBindingsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for all role bindings, in pages of the service's default size, 100. */
  public static ListRoleBindingsRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the kind of principal; empty for all kinds. */
  public Optional<PrincipalType> principalType() {
    return Optional.ofNullable(settings.principalType);
  }

  /** Returns the id of the principal; empty for all principals. */
  public Optional<String> principalId() {
    return Optional.ofNullable(settings.principalId);
  }

  /** Returns the kind of resource; empty for all kinds. */
  public Optional<ResourceType> resourceType() {
    return Optional.ofNullable(settings.resourceType);
  }

  /** Returns the id of the resource; empty for all resources. */
  public Optional<String> resourceId() {
    return Optional.ofNullable(settings.resourceId);
  }

  /** Returns the role; empty for all roles. */
  public Optional<Role> role() {
    return Optional.ofNullable(settings.role);
  }

  @Override
  public String toString() {
    return "ListRoleBindingsRequest[principal %s %s, resource %s %s, role %s, %s]"
        .formatted(
            settings.principalType,
            settings.principalId,
            settings.resourceType,
            settings.resourceId,
            settings.role,
            limitText());
  }

  /** Builds a {@link ListRoleBindingsRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListRoleBindingsRequest, Builder> {
    private @Nullable PrincipalType principalType;
    private @Nullable String principalId;
    private @Nullable ResourceType resourceType;
    private @Nullable String resourceId;
    private @Nullable Role role;

    private Builder() {
      super(100);
    }

    /** Sets the kind of principal, of which any has the roles. Default: all kinds. */
    public Builder principal(PrincipalType type) {
      this.principalType = Objects.requireNonNull(type, "type is null");
      this.principalId = null;
      return this;
    }

    /** Sets the principal that has the roles. Default: all principals. */
    public Builder principal(PrincipalType type, String id) {
      this.principalType = Objects.requireNonNull(type, "type is null");
      this.principalId = Check.segment("principalId", id);
      return this;
    }

    /** Sets the kind of resource, of which the roles are on any. Default: all kinds. */
    public Builder resource(ResourceType type) {
      this.resourceType = Objects.requireNonNull(type, "type is null");
      this.resourceId = null;
      return this;
    }

    /** Sets the resource that the roles are on. Default: all resources. */
    public Builder resource(ResourceType type, String id) {
      this.resourceType = Objects.requireNonNull(type, "type is null");
      this.resourceId = Check.segment("resourceId", id);
      return this;
    }

    /** Sets the role. Default: all roles. */
    public Builder role(Role role) {
      this.role = Objects.requireNonNull(role, "role is null");
      return this;
    }

    /** Builds the request. */
    @Override
    public ListRoleBindingsRequest build() {
      return new ListRoleBindingsRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(principalType, principalId, resourceType, resourceId, role);
    }
  }
}
