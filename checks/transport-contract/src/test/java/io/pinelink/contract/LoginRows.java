package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.admin.internal.login.AccessTokenCache.CREATE_TOKEN;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.admin.internal.login.AccessToken;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of the login, which issues the tokens of the admin API. */
final class LoginRows {
  private LoginRows() {}

  static Section section() {
    Section section = new Section(AdminCalls::credentials).reportsOnlyTheStatus();
    section.sample(CREATE_TOKEN, AdminCalls.CREDENTIALS);
    roundTrip(section);
    presence(section);
    limits(section);
    return section;
  }

  private static AccessToken logIn(Calls calls, Route login, ClientCredentials credentials) {
    return Calls.await(
        calls.start(
            CREATE_TOKEN, credentials, Calls.context(login, "", Calls.TIMEOUT, credentials)));
  }

  private static Route login(Calls calls) {
    return calls.context(CREATE_TOKEN, Calls.TIMEOUT).route();
  }

  private static void roundTrip(Section section) {
    section.row(
        CREATE_TOKEN,
        ROUND_TRIP,
        "a token that is accepted, different each time",
        calls -> {
          Route login = login(calls);
          AccessToken first = logIn(calls, login, AdminCalls.CREDENTIALS);
          AccessToken second = logIn(calls, login, AdminCalls.CREDENTIALS);

          assertEquals(Duration.ofMinutes(30), first.lifetime());
          assertNotEquals(first.token(), second.token());
          assertEquals(login, first.info().route());
          assertTrue(first.info().requestId().isPresent());
          Route control = calls.context(LIST_PROJECTS, Calls.TIMEOUT).route();
          assertFalse(
              new AdminCalls(calls, control, first.token())
                  .call(LIST_PROJECTS, new EmptyRequest())
                  .items()
                  .isEmpty());
        });
  }

  private static void presence(Section section) {
    section.row(
        CREATE_TOKEN,
        PRESENCE,
        "a lifetime of zero is valid; a response without a lifetime or a token is malformed",
        calls -> {
          AccessToken over =
              calls.answered(CREATE_TOKEN, "{\"access_token\":\"t\",\"expires_in\":0,\"new\":{}}");
          assertEquals(new BearerToken("t"), over.token());
          assertEquals(Duration.ZERO, over.lifetime());

          for (String body :
              new String[] {
                "{}",
                "{\"access_token\":\"t\"}",
                "{\"access_token\":\"t\",\"expires_in\":null}",
                "{\"access_token\":null,\"expires_in\":1}"
              }) {
            assertThrows(
                MalformedResponseException.class, () -> calls.answered(CREATE_TOKEN, body));
          }
        });
  }

  private static void limits(Section section) {
    section.row(
        CREATE_TOKEN,
        LIMITS,
        "a long id and secret with every allowed character",
        calls -> {
          String every =
              IntStream.rangeClosed('!', '~')
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining())
                  .repeat(20);
          try (EmbeddedPinecone own =
              EmbeddedPinecone.builder().localMode().clientCredentials(every, every).start()) {
            Route login = AdminCalls.localRoute(own);

            assertNotNull(logIn(calls, login, new ClientCredentials(every, every)).token());
          }
        });
    section.row(
        CREATE_TOKEN,
        LIMITS,
        "a wrong secret is refused with the login's message",
        calls -> {
          ClientCredentials wrong = new ClientCredentials(EmbeddedPinecone.CLIENT_ID, "wr0ng");
          UnauthenticatedException refused =
              assertThrows(UnauthenticatedException.class, () -> logIn(calls, login(calls), wrong));

          String message = String.valueOf(refused.getMessage());
          assertTrue(message.contains("access_denied: Unauthorized"), message);
          assertFalse(message.contains("wr0ng"), message);
        });
    section.row(
        CREATE_TOKEN,
        LIMITS,
        "a secret in the response is masked",
        calls -> {
          CallContext context = calls.context(CREATE_TOKEN, Calls.TIMEOUT);
          calls
              .server()
              .faults()
              .next(
                  "createToken",
                  Fault.refuse(
                      ErrorCode.INVALID_ARGUMENT, "õ " + EmbeddedPinecone.CLIENT_SECRET + " õ"));
          ServiceException refused =
              assertThrows(
                  ServiceException.class,
                  () ->
                      Calls.await(
                          calls.start(
                              CREATE_TOKEN, calls.contract().sample(CREATE_TOKEN), context)));

          String message = String.valueOf(refused.getMessage());
          assertTrue(message.contains("õ *** õ"), message);
        });
  }
}
