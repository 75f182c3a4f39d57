package io.pinelink.contract;

import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.rest.RestTransport;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class RestOverHttp2ContractTest extends TransportContract {
  @Override
  protected Protocol protocol() {
    return Protocol.REST;
  }

  @Override
  protected HttpVersion httpVersion() {
    return HttpVersion.HTTP_2;
  }

  @Override
  protected Transport transport(TransportOptions options) {
    return RestTransport.create(options);
  }
}
