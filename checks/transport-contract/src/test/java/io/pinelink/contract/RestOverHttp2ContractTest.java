package io.pinelink.contract;

import io.pinelink.network.HttpVersion;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class RestOverHttp2ContractTest extends RestContract {
  @Override
  protected HttpVersion httpVersion() {
    return HttpVersion.HTTP_2;
  }
}
