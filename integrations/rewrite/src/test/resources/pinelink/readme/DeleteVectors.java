import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;

import java.util.Arrays;
import java.util.List;

class DeleteVectors {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");
        List<String> ids = Arrays.asList("v1", "v2", "v3");
        DeleteResponse deleteResponse = index.namespace("example-namespace").delete(DeleteRequest.byIds(ids));
    }
}
