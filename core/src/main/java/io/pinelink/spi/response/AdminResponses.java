package io.pinelink.spi.response;

import io.pinelink.admin.AdminBridge;
import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.CreatedApiKey;
import io.pinelink.admin.Invite;
import io.pinelink.admin.InviteStatus;
import io.pinelink.admin.Organization;
import io.pinelink.admin.PrincipalType;
import io.pinelink.admin.Project;
import io.pinelink.admin.ResourceType;
import io.pinelink.admin.Role;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.admin.User;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Creates the responses of the admin API. For transports, and for tests that stand in for them. */
public final class AdminResponses extends AdminBridge {
  private AdminResponses() {}

  /** Creates the description of an API key. */
  public static ApiKeyDescription apiKey(
      String id, String name, String projectId, List<Role> roles, ResponseInfo info) {
    return new ApiKeyResult(id, name, projectId, roles, info);
  }

  /** Creates a new API key. */
  public static CreatedApiKey createdApiKey(ApiKeyDescription description, String secret) {
    return new CreatedApiKeyResult(description, secret);
  }

  /** Creates an invitation to join the organization. */
  public static Invite invite(
      String id,
      String email,
      InviteStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> processedAt,
      ResponseInfo info) {
    return new InviteResult(id, email, status, createdAt, expiresAt, processedAt, info);
  }

  /** Creates an organization. */
  public static Organization organization(
      String id,
      String name,
      String plan,
      String paymentStatus,
      String supportTier,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new OrganizationResult(id, name, plan, paymentStatus, supportTier, createdAt, info);
  }

  /** Creates a project. */
  public static Project project(
      String id,
      String name,
      String organizationId,
      int maxPods,
      boolean forceEncryptionWithCmek,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new ProjectResult(
        id, name, organizationId, maxPods, forceEncryptionWithCmek, createdAt, info);
  }

  /** Creates a role of one principal on one resource. */
  public static RoleBinding roleBinding(
      String id,
      PrincipalType principalType,
      String principalId,
      ResourceType resourceType,
      String resourceId,
      Role role,
      Optional<Instant> createdAt,
      ResponseInfo info) {
    return new RoleBindingResult(
        id, principalType, principalId, resourceType, resourceId, role, createdAt, info);
  }

  /** Creates a service account. */
  public static ServiceAccount serviceAccount(
      String id,
      String name,
      String clientId,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info) {
    return new ServiceAccountResult(id, name, clientId, createdAt, updatedAt, info);
  }

  /** Creates a service account with a new secret. */
  public static ServiceAccountWithSecret serviceAccountWithSecret(
      ServiceAccount serviceAccount, String clientSecret) {
    return new ServiceAccountWithSecretResult(serviceAccount, clientSecret);
  }

  /** Creates a user. */
  public static User user(String id, String email, Optional<String> name, ResponseInfo info) {
    return new UserResult(id, email, name, info);
  }
}
