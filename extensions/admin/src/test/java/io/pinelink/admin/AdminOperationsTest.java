package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Plane;
import io.pinelink.spi.request.ById;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdminOperationsTest {
  @Test
  void allAreListedInOrder() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : AdminOperations.class.getFields()) {
      constants.add(field.get(null));
    }
    assertThat(constants).isNotEmpty().isEqualTo(AdminOperations.all());
  }

  @Test
  void theListOfAllOperationsHasThemAfterTheOperationsOfCore() {
    List<Operation<?, ?>> all = Operations.all();

    assertThat(all).endsWith(AdminOperations.all().toArray(Operation<?, ?>[]::new));
    assertThat(all).hasSizeGreaterThan(2 * AdminOperations.all().size());
    assertThat(all).extracting(Operation::name).doesNotHaveDuplicates();
  }

  @Test
  void adminIsRestOnlyAndDoesNotRetryChanges() {
    assertThat(AdminOperations.all())
        .extracting(Operation::protocols)
        .containsOnly(Set.of(Protocol.REST));
    assertThat(AdminOperations.CREATE_TOKEN.idempotent()).isTrue();
    assertThat(AdminOperations.all())
        .filteredOn(operation -> !operation.equals(AdminOperations.CREATE_TOKEN))
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(operation.idempotent())
                    .as(operation.name())
                    .isEqualTo(operation.name().matches("(list|describe|update).+")));
  }

  @Test
  void theyAreCallsOfTheControlPlane() {
    assertThat(AdminOperations.all()).extracting(Operation::plane).containsOnly(Plane.CONTROL);
  }

  @Test
  void responsesWithTheIdOfWhatWasRequestedNameTheirSubject() {
    Stream<String> byId =
        AdminOperations.all().stream()
            .filter(operation -> operation.request().equals(ById.class))
            .filter(operation -> !operation.response().equals(EmptyResponse.class))
            .map(Operation::name)
            .filter(name -> !name.equals("listApiKeys"));
    Stream<String> updates =
        Stream.of("updateOrganization", "updateProject", "updateApiKey", "updateServiceAccount");

    assertThat(AdminOperations.all())
        .filteredOn(Operation::namesSubject)
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(Stream.concat(byId, updates).toList());
  }
}
