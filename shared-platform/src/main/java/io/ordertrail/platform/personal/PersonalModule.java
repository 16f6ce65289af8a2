package io.ordertrail.platform.personal;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Personal;
import io.ordertrail.events.PersonalValue;
import io.ordertrail.events.Seal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * How personal values become JSON that is stored: {@code {"enc":owner,"as":kind,"data":…}} where they are encrypted, what they say where they
 * are not. An event's are encrypted where it says {@link Personal}; whatever was encrypted before is written as it was.
 */
public final class PersonalModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    static final String OWNER = "enc";
    static final String KIND = "as";
    static final String DATA = "data";

    private static final Map<Class<?>, Set<String>> PERSONAL = new ConcurrentHashMap<>();

    /** Not a bean, which the API's JSON would find. */
    public PersonalModule(Seals seals) {
        super("personal");
        setSerializerModifier(new ValueSerializerModifier() {

            private static final long serialVersionUID = 1L;

            @Override
            public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier bean,
                    ValueSerializer<?> plain) {
                return isPersonal(bean.getBeanClass()) ? new Sealing(seals, plain) : plain;
            }
        });
        setDeserializerModifier(new ValueDeserializerModifier() {

            private static final long serialVersionUID = 1L;

            @Override
            public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier bean,
                    ValueDeserializer<?> plain) {
                return isPersonal(bean.getBeanClass()) ? new Opening(seals, plain, bean.getBeanClass().asSubclass(PersonalValue.class))
                        : plain;
            }
        });
    }

    private static boolean isPersonal(Class<?> type) {
        return PersonalValue.class.isAssignableFrom(type);
    }

    private static boolean saysPersonal(Class<?> event, String component) {
        return PERSONAL.computeIfAbsent(event, type -> Arrays.stream(type.getRecordComponents())
                .filter(part -> part.isAnnotationPresent(Personal.class)).map(RecordComponent::getName).collect(Collectors.toSet()))
                .contains(component);
    }

    private static final class Sealing extends ValueSerializer<Object> {

        private final Seals seals;
        private final ValueSerializer<Object> plain;

        @SuppressWarnings("unchecked")
        Sealing(Seals seals, ValueSerializer<?> plain) {
            this.seals = seals;
            this.plain = (ValueSerializer<Object>) plain;
        }

        @Override
        public void resolve(SerializationContext context) {
            plain.resolve(context);
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return new Sealing(seals, context.handlePrimaryContextualization(plain, property));
        }

        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            PersonalValue personal = (PersonalValue) value;
            Seal seal = personal.seal() == null ? sealed(personal, json.streamWriteContext()) : personal.seal();
            if (seal == null) {
                plain.serialize(value, json, context);
                return;
            }
            json.writeStartObject();
            json.writeStringProperty(OWNER, seal.owner());
            json.writeStringProperty(KIND, seal.kind());
            json.writeStringProperty(DATA, seal.data());
            json.writeEndObject();
        }

        /** Null where it is to be stored as it is. */
        private Seal sealed(PersonalValue value, TokenStreamContext place) {
            TokenStreamContext outermost = place;
            while (outermost.getParent() != null && !outermost.getParent().inRoot()) {
                outermost = outermost.getParent();
            }
            return seals.isOn() && outermost.currentValue() instanceof DomainEvent event
                    && saysPersonal(event.getClass(), outermost.currentName()) ? seals.seal(event, value) : null;
        }
    }

    private static final class Opening extends DelegatingDeserializer {

        private final Seals seals;
        private final Class<? extends PersonalValue> type;

        Opening(Seals seals, ValueDeserializer<?> plain, Class<? extends PersonalValue> type) {
            super(plain);
            this.seals = seals;
            this.type = type;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> plain) {
            return new Opening(seals, plain, type);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return super.deserialize(json, context);
            }
            json.nextToken();
            if (!OWNER.equals(json.currentName())) {
                return super.deserialize(json, context);
            }
            String owner = json.nextStringValue();
            String kind = null;
            String data = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                switch (json.currentName()) {
                    case KIND -> kind = json.nextStringValue();
                    case DATA -> data = json.nextStringValue();
                    default -> {
                        json.nextToken();
                        json.skipChildren();
                    }
                }
            }
            return seals.open(new Seal(owner, kind, data), type);
        }
    }
}
