package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsTest {
  @Test
  void allAreListedInOrder() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (var field : Operations.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        constants.add(field.get(null));
      }
    }
    assertThat(Operations.all()).isNotEmpty().containsExactlyElementsOf(operations(constants));
  }

  private static List<Operation<?, ?>> operations(List<Object> constants) {
    List<Operation<?, ?>> operations = new ArrayList<>();
    constants.forEach(constant -> operations.add((Operation<?, ?>) constant));
    return operations;
  }

  @Test
  void namesAndRequestsAreUnique() {
    assertThat(Operations.all()).extracting(Operation::name).doesNotHaveDuplicates();
    assertThat(Operations.all()).extracting(Operation::request).doesNotHaveDuplicates();
    assertThat(Operations.QUERY).hasToString("query");
  }

  @Test
  void makingAndDeletingAnIndexAreNotRepeated() {
    assertThat(Operations.all())
        .filteredOn(operation -> !operation.idempotent())
        .containsExactly(Operations.CREATE_INDEX, Operations.DELETE_INDEX);
  }

  @Test
  void indexesBelongToTheControlPlane() {
    assertThat(Operations.all())
        .filteredOn(operation -> operation.plane() == Plane.CONTROL)
        .extracting(Operation::name)
        .containsExactly(
            "createIndex", "describeIndex", "listIndexes", "configureIndex", "deleteIndex");
  }
}
