//! The messages of Perfetto's format that our traces use. Names and numbers are those of its `trace_packet.proto`,
//! `track_event.proto`, `track_descriptor.proto` and `interned_data.proto`.

use crate::time::Instant;
use prost::Message;

/// `sequence_flags`: earlier numbers of names are dropped, and this packet needs numbers of names.
pub(super) const STATE_CLEARED: u32 = 1;
const NEEDS_STATE: u32 = 2;
/// `ChildTracksOrdering`: by `sibling_order_rank`.
pub(super) const EXPLICIT: i32 = 3;
/// `SiblingMergeBehavior`: tracks with equal names stay apart.
const MERGE_NONE: i32 = 2;
/// `TrackEvent.Type`.
pub(super) const SLICE_BEGIN: i32 = 1;
pub(super) const SLICE_END: i32 = 2;
pub(super) const COUNTER: i32 = 4;
/// All packets come from one writer.
const SEQUENCE: u32 = 1;

#[derive(Clone, PartialEq, Message)]
pub(super) struct Trace {
    #[prost(message, repeated, tag = "1")]
    pub packet: Vec<Packet>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Packet {
    #[prost(uint64, optional, tag = "8")]
    pub timestamp: Option<u64>,
    #[prost(uint32, optional, tag = "10")]
    pub trusted_packet_sequence_id: Option<u32>,
    #[prost(message, optional, tag = "11")]
    pub track_event: Option<TrackEvent>,
    #[prost(message, optional, tag = "12")]
    pub interned_data: Option<InternedData>,
    #[prost(uint32, optional, tag = "13")]
    pub sequence_flags: Option<u32>,
    #[prost(message, optional, tag = "60")]
    pub track_descriptor: Option<TrackDescriptor>,
}

impl Packet {
    /// An event at an instant.
    pub fn of(at: Instant, event: TrackEvent) -> Self {
        Self {
            timestamp: Some(at.as_ns()),
            trusted_packet_sequence_id: Some(SEQUENCE),
            sequence_flags: Some(NEEDS_STATE),
            track_event: Some(event),
            ..Self::default()
        }
    }

    /// A track.
    pub fn describes(track: TrackDescriptor) -> Self {
        Self { trusted_packet_sequence_id: Some(SEQUENCE), track_descriptor: Some(track), ..Self::default() }
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct TrackEvent {
    #[prost(int32, optional, tag = "9")]
    pub r#type: Option<i32>,
    #[prost(uint64, optional, tag = "10")]
    pub name_iid: Option<u64>,
    #[prost(uint64, optional, tag = "11")]
    pub track_uuid: Option<u64>,
    #[prost(int64, optional, tag = "30")]
    pub counter_value: Option<i64>,
    #[prost(fixed64, repeated, packed = "false", tag = "47")]
    pub flow_ids: Vec<u64>,
    #[prost(fixed64, repeated, packed = "false", tag = "48")]
    pub terminating_flow_ids: Vec<u64>,
}

impl TrackEvent {
    /// An event of a type on a track.
    pub fn new(r#type: i32, track_uuid: u64) -> Self {
        Self { r#type: Some(r#type), track_uuid: Some(track_uuid), ..Self::default() }
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct InternedData {
    #[prost(message, repeated, tag = "2")]
    pub event_names: Vec<EventName>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct EventName {
    #[prost(uint64, optional, tag = "1")]
    pub iid: Option<u64>,
    #[prost(string, optional, tag = "2")]
    pub name: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct TrackDescriptor {
    #[prost(uint64, optional, tag = "1")]
    pub uuid: Option<u64>,
    #[prost(string, optional, tag = "2")]
    pub name: Option<String>,
    #[prost(uint64, optional, tag = "5")]
    pub parent_uuid: Option<u64>,
    #[prost(message, optional, tag = "8")]
    pub counter: Option<Counter>,
    #[prost(int32, optional, tag = "11")]
    pub child_ordering: Option<i32>,
    #[prost(int32, optional, tag = "12")]
    pub sibling_order_rank: Option<i32>,
    #[prost(int32, optional, tag = "15")]
    pub sibling_merge_behavior: Option<i32>,
}

impl TrackDescriptor {
    /// A track in its place among its siblings.
    pub fn new(uuid: u64, parent_uuid: Option<u64>, rank: i32, name: String) -> Self {
        Self {
            uuid: Some(uuid),
            name: Some(name),
            parent_uuid,
            sibling_order_rank: Some(rank),
            sibling_merge_behavior: Some(MERGE_NONE),
            ..Self::default()
        }
    }
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Counter {
    #[prost(string, optional, tag = "6")]
    pub unit_name: Option<String>,
}
