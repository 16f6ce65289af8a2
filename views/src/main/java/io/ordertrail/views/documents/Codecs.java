package io.ordertrail.views.documents;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.personal.PersonalCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * How values stand in view documents: as the driver writes them, unless whoever has projections says otherwise by a {@link CodecProvider}
 * that is found as a service.
 */
final class Codecs {

    static final CodecRegistry REGISTRY = CodecRegistries.fromProviders(providers());

    /** The same, with what the database brings for personal values. */
    static CodecRegistry of(MongoDatabase database) {
        return CodecRegistries.fromRegistries(CodecRegistries.fromProviders(PersonalCodecs.of(database)), REGISTRY);
    }

    private Codecs() {
    }

    private static List<CodecProvider> providers() {
        List<CodecProvider> all = new ArrayList<>();
        ServiceLoader.load(CodecProvider.class, Codecs.class.getClassLoader()).forEach(all::add);
        all.add(CodecRegistries.fromCodecs(new SummandsCodec()));
        all.add(MongoClientSettings.getDefaultCodecRegistry());
        return all;
    }
}
