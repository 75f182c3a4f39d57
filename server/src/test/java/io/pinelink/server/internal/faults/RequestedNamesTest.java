package io.pinelink.server.internal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.pinelink.grpc.proto.PinelinkProto;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestedNamesTest {
  @Test
  void theFieldsOfNamespacesAgreeWithTheMessages() {
    Map<String, Integer> fields = new HashMap<>();
    for (ServiceDescriptor service : PinelinkProto.getDescriptor().getServices()) {
      for (MethodDescriptor method : service.getMethods()) {
        String name = method.getName().equals("CreateNamespace") ? "name" : "namespace";
        FieldDescriptor field = method.getInputType().findFieldByName(name);
        if (field != null) {
          fields.put("/" + service.getFullName() + "/" + method.getName(), field.getNumber());
        }
      }
    }

    assertThat(RequestedNames.FIELDS).isEqualTo(fields);
  }
}
