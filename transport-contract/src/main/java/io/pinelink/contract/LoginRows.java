package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.AdminOperations.CREATE_TOKEN;
import static io.pinelink.spi.AdminOperations.LIST_PROJECTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.AccessToken;
import io.pinelink.spi.BearerToken;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ClientCredentials;
import io.pinelink.spi.TokenRequest;
import io.pinelink.spi.request.ListProjectsRequest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The login, which gives out the tokens of the admin API. */
final class LoginRows {
  private LoginRows() {}

  static Section area() {
    Section area = new Section(Access.CLIENT_CREDENTIALS);
    area.sample(CREATE_TOKEN, new TokenRequest(AdminCalls.CREDENTIALS));
    roundTrip(area);
    presence(area);
    limits(area);
    return area;
  }

  private static AccessToken logIn(Calls calls, Route login, ClientCredentials credentials) {
    return Calls.await(
        calls.start(
            CREATE_TOKEN,
            new TokenRequest(credentials),
            Calls.context(login, "", Calls.PATIENCE, credentials)));
  }

  private static Route login(Calls calls) {
    return calls.context(CREATE_TOKEN, Calls.PATIENCE).route();
  }

  private static void roundTrip(Section area) {
    area.row(
        CREATE_TOKEN,
        ROUND_TRIP,
        "a token that lets calls in, another one each time",
        calls -> {
          Route login = login(calls);
          AccessToken first = logIn(calls, login, AdminCalls.CREDENTIALS);
          AccessToken second = logIn(calls, login, AdminCalls.CREDENTIALS);

          assertEquals(Duration.ofMinutes(30), first.lifetime());
          assertNotEquals(first.token(), second.token());
          assertEquals(login, first.info().route());
          assertTrue(first.info().requestId().isPresent());
          Route control = calls.context(LIST_PROJECTS, Calls.PATIENCE).route();
          assertFalse(
              new AdminCalls(calls, control, first.token())
                  .call(LIST_PROJECTS, new ListProjectsRequest())
                  .projects()
                  .isEmpty());
        });
  }

  private static void presence(Section area) {
    area.row(
        CREATE_TOKEN,
        PRESENCE,
        "a token of no time at all is one; without a time or without a token there is none",
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

  private static void limits(Section area) {
    area.row(
        CREATE_TOKEN,
        LIMITS,
        "an id and a secret of every character that is allowed, and long",
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
    area.row(
        CREATE_TOKEN,
        LIMITS,
        "a wrong secret is refused in the login's words",
        calls -> {
          ClientCredentials wrong = new ClientCredentials(EmbeddedPinecone.CLIENT_ID, "wr0ng");
          UnauthenticatedException refused =
              assertThrows(UnauthenticatedException.class, () -> logIn(calls, login(calls), wrong));

          String message = String.valueOf(refused.getMessage());
          assertTrue(message.contains("access_denied: Unauthorized"), message);
          assertFalse(message.contains("wr0ng"), message);
        });
    area.row(
        CREATE_TOKEN,
        LIMITS,
        "a secret that comes back is not told on",
        calls -> {
          CallContext context = calls.context(CREATE_TOKEN, Calls.PATIENCE);
          calls
              .server()
              .faults()
              .next(
                  CREATE_TOKEN,
                  Fault.refuse(
                      ErrorCode.INVALID_ARGUMENT, "õ " + EmbeddedPinecone.CLIENT_SECRET + " õ"));
          ServiceException refused =
              assertThrows(
                  ServiceException.class,
                  () ->
                      Calls.await(
                          calls.start(CREATE_TOKEN, Contract.sample(CREATE_TOKEN), context)));

          String message = String.valueOf(refused.getMessage());
          assertTrue(message.contains("õ *** õ"), message);
        });
  }
}
