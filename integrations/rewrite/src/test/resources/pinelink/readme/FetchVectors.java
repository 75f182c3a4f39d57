import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;

import java.util.Arrays;
import java.util.List;

class FetchVectors {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");
        List<String> ids = Arrays.asList("v1", "v2", "v3");
        FetchResponse fetchResponse = index.namespace("example-namespace").fetch(FetchRequest.byIds(ids));
    }
}
